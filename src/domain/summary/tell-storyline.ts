import { formatTimestamp } from '../timestamp.js';
import { plainLine } from '../plain-line.js';
import { spanSeconds } from '../time-span.js';
import { shortLine } from './choose-line.js';
import type { CastMember, SummaryChapter, SummaryLanguage } from './video-summary.js';
import { phrasesOf } from './word-chapters.js';

const mostChapters = 12;
const mostActors = 3;
const longestSaid = 120;

/**
 * The story of a video by rules: how long it is, who is seen most, and one thing from each chapter in turn, of many chapters
 * from some that lie evenly over it.
 */
export function tellStoryline(
  chapters: readonly SummaryChapter[],
  cast: readonly CastMember[],
  durationSeconds: number,
  language: SummaryLanguage,
): string {
  const say = phrasesOf(language);
  const most = cast
    .slice(0, mostActors)
    .map(({ actor, secondsOnScreen }) => [plainLine(actor), formatTimestamp(secondsOnScreen)] as const);
  const known = chapters.filter(({ evidence }) => evidence.length > 0);
  const step = Math.max(1, known.length / mostChapters);
  const told = Array.from({ length: Math.min(known.length, mostChapters) }, (_, at) => known[Math.floor(at * step)]);
  const sentences = told.flatMap((chapter) => {
    const events = (chapter?.evidence ?? []).filter(({ kind }) => kind === 'event');
    const [lead] = events.toSorted((a, b) => spanSeconds(b.span) - spanSeconds(a.span));
    const one = lead ?? chapter?.evidence[0];
    if (!one) return [];
    const time = formatTimestamp(one.span.startSeconds);
    const text = plainLine(one.text);
    return [one.kind === 'event' ? say.at(time, text) : say.saidAt(time, shortLine(text, longestSaid))];
  });
  const opening = say.opening(formatTimestamp(durationSeconds), chapters.length, most);
  return say.join([opening, ...(sentences.length > 0 ? sentences : [say.nothingKnown()])]);
}
