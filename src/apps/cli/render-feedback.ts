import type { Feedback } from '../../domain/feedback/feedback.js';
import { plainLine } from '../../domain/plain-line.js';
import { formatSpan } from '../../domain/timestamp.js';
import type { Terminal } from './terminal.js';

const longestText = 80;

/** Feedback as one line. */
export function renderFeedback(feedback: Feedback, { colours }: Terminal): string {
  const { id, verdict, query } = feedback;
  const thumb = verdict === 'up' ? colours.green('up  ') : colours.red('down');
  const text = plainLine(feedback.text);
  const words = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  const place =
    feedback.kind === 'moment'
      ? colours.cyan(plainLine(`${feedback.videoTitle} ${formatSpan(feedback.span)}`))
      : 'answer:';
  return `${colours.dim(String(id).padStart(5))}  ${thumb}  "${plainLine(query)}"  ${place}  ${words}`.trimEnd();
}
