import type { Answer, Citation } from '../../domain/answer.js';
import { plainLine } from '../../domain/plain-line.js';
import { formatSpan } from '../../domain/timestamp.js';
import { printableText } from './printable-text.js';
import type { Terminal } from './terminal.js';

/** An answer with its citations, as lines for a person. */
export function renderAnswer(answer: Answer, terminal: Terminal): string[] {
  return [printableText(answer.text), ...renderCitations(answer.citations, terminal)];
}

/** The citations of an answer, each with a timestamp that opens the video where the terminal allows it. */
export function renderCitations(citations: readonly Citation[], terminal: Terminal): string[] {
  const { colours } = terminal;
  const lines = citations.map(({ number, videoTitle, videoPath, span, note }) => {
    const place = terminal.linkToMoment(plainLine(`${videoTitle} ${formatSpan(span)}`), videoPath, span);
    return `  ${colours.dim(`[${number}]`)} ${colours.cyan(place)}  ${colours.dim(plainLine(note))}`;
  });
  return lines.length > 0 ? ['', ...lines] : [];
}
