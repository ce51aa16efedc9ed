import { eventWords } from '../events/event-words.js';
import type { VideoEvent } from '../events/video-event.js';
import { plainLine } from '../plain-line.js';
import { spanSeconds } from '../time-span.js';
import { chineseSummary } from './chinese-summary.js';
import type { ChapterMaterial } from './chapter-material.js';
import { chooseLine, countSpokenWords, shortLine } from './choose-line.js';
import { englishSummary } from './english-summary.js';
import type { SummaryPhrases } from './summary-phrases.js';
import { titleOptions } from './title-options.js';
import type { ChapterEvidence, SummaryChapter, SummaryLanguage } from './video-summary.js';

const longestTitle = 60;
const longestQuote = 160;
const mostSentences = 3;

/** The words of a language. */
export function phrasesOf(language: SummaryLanguage): SummaryPhrases {
  return language === 'zh' ? chineseSummary : englishSummary;
}

/**
 * Names and tells chapters by rules: by who is seen there more than elsewhere and what they do, else by a line that only
 * this chapter has, else by its number. No two chapters have one title.
 */
export function wordChapters(chapters: readonly ChapterMaterial[], language: SummaryLanguage): SummaryChapter[] {
  const say = phrasesOf(language);
  const spoken = countSpokenWords(chapters);
  const spread = countActors(chapters);
  const used = new Set<string>();
  return chapters.map((chapter, index) => {
    const weights = weighActors(chapter.events, spread, chapters.length);
    const line = chooseLine(chapter, spoken, chapters.length);
    const leads = leadEvents(chapter.events, weights);
    const options = [
      ...titleOptions(chapter.events, weights).map((parts) => say.title(parts)),
      ...(line ? [say.quoteTitle(shortLine(line.text, longestTitle - 2))] : []),
      say.part(index + 1),
    ].map((title) => shortLine(title, longestTitle));
    const title = unusedTitle(options, used);
    used.add(title);
    const sentences = [
      ...leads.map((event) => say.sentence(plainLine(eventWords(event)))),
      ...(line ? [say.said(shortLine(line.text, longestQuote))] : []),
    ];
    const evidence: ChapterEvidence[] = [
      ...leads.map((event) => ({ kind: 'event' as const, span: event.span, text: eventWords(event) })),
      ...(line ? [{ kind: 'transcript' as const, span: line.span, text: line.text }] : []),
    ];
    return {
      span: chapter.span,
      title,
      text: say.join(sentences),
      wordedBy: 'rules',
      evidence: evidence.toSorted((a, b) => a.span.startSeconds - b.span.startSeconds),
    };
  });
}

/** In how many chapters each actor acts. */
function countActors(chapters: readonly ChapterMaterial[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { events } of chapters)
    for (const actor of new Set(events.map((event) => event.actor))) counts.set(actor, (counts.get(actor) ?? 0) + 1);
  return counts;
}

/** How much each actor stands for a chapter: seconds acted there, more for one who is seen in few chapters. */
function weighActors(
  events: readonly VideoEvent[],
  spread: ReadonlyMap<string, number>,
  chapters: number,
): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { actor, span, confidence } of events) {
    const rare = Math.log(1 + chapters / (spread.get(actor) ?? 1));
    weights.set(actor, (weights.get(actor) ?? 0) + spanSeconds(span) * confidence * rare);
  }
  return new Map([...weights].toSorted((a, b) => b[1] - a[1]));
}

/** The surest long event of each of the most weighty actors, in time order. */
function leadEvents(events: readonly VideoEvent[], weights: ReadonlyMap<string, number>): VideoEvent[] {
  const worth = ({ span, confidence }: VideoEvent): number => spanSeconds(span) * confidence ** 2;
  const leads = [...weights.keys()].slice(0, mostSentences).flatMap((actor) => {
    const [best] = events.filter((event) => event.actor === actor).toSorted((a, b) => worth(b) - worth(a));
    return best && plainLine(eventWords(best)) !== '' ? [best] : [];
  });
  return leads.toSorted((a, b) => a.span.startSeconds - b.span.startSeconds);
}

/** The first title that no chapter has yet; a number behind the first where all are taken. */
function unusedTitle(options: readonly string[], used: ReadonlySet<string>): string {
  const real = options.filter((title) => title !== '');
  const free = real.slice(0, -1).find((title) => !used.has(title));
  const [first = ''] = real;
  if (free !== undefined) return free;
  if (real.length === 1) return first;
  for (let number = 2; ; number += 1) {
    const title = `${first} (${number})`;
    if (!used.has(title)) return title;
  }
}
