import { plainLine } from '../../domain/plain-line.js';
import { tellActions } from '../../domain/summary/write-markdown.js';
import type { VideoSummary } from '../../domain/summary/video-summary.js';
import { phrasesOf } from '../../domain/summary/word-chapters.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { Terminal } from './terminal.js';

const mostActors = 10;

/** A summary as lines for a person: the story, chapters with times that open the video, and who does what. */
export function renderSummary(
  { video, chapters, storyline, cast, language }: VideoSummary,
  terminal: Terminal,
): string[] {
  const { colours } = terminal;
  const say = phrasesOf(language);
  const times = chapters.map(({ span }) => formatTimestamp(span.startSeconds));
  const width = Math.max(0, ...times.map((time) => time.length));
  const told = chapters.flatMap(({ span, title, text }, at) => {
    const time = terminal.linkToMoment(times[at] ?? '', video.path, span);
    const indent = ' '.repeat(width - (times[at] ?? '').length);
    const head = `${indent}${colours.cyan(time)}  ${colours.bold(plainLine(title))}`;
    return text === '' ? [head] : [head, `${' '.repeat(width + 2)}${colours.dim(plainLine(text))}`];
  });
  const seen = cast.slice(0, mostActors).map((member) => {
    const seconds = formatTimestamp(member.secondsOnScreen);
    return `${colours.bold(plainLine(say.actor(member.actor)))} ${seconds}  ${colours.dim(tellActions(member, language))}`;
  });
  return [
    colours.bold(plainLine(video.title)),
    plainLine(storyline),
    '',
    ...told,
    ...(seen.length > 0 ? ['', say.headings.cast, ...seen] : []),
    ...(cast.length > mostActors ? [colours.dim(`… ${cast.length - mostActors}`)] : []),
  ];
}
