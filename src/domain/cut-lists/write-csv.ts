import { spanSeconds } from '../time-span.js';
import { formatTimestamp } from '../timestamp.js';
import type { CutList } from './cut-list.js';

const columns = 'number,video,file,start_seconds,end_seconds,duration_seconds,start,end,score,label,note';

/**
 * Cuts as comma-separated values (RFC 4180): UTF-8, a header, CR LF, fields quoted where they must be. A text that a
 * spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an apostrophe before it.
 */
export function writeCsv({ cuts }: CutList): string {
  const rows = cuts.map(({ videoTitle, videoPath, span, score, label, note = '' }, index) => [
    String(index + 1),
    text(videoTitle),
    text(videoPath),
    span.startSeconds.toFixed(3),
    span.endSeconds.toFixed(3),
    spanSeconds(span).toFixed(3),
    formatTimestamp(span.startSeconds, true),
    formatTimestamp(span.endSeconds, true),
    score === undefined ? '' : score.toFixed(4),
    text(label),
    text(note),
  ]);
  return [columns, ...rows.map((row) => row.map(quote).join(','))].map((line) => `${line}\r\n`).join('');
}

function text(value: string): string {
  return /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}

function quote(field: string): string {
  // eslint-disable-next-line no-control-regex -- a NUL ends the text in many readers
  const clean = field.replaceAll(/\u0000/g, '');
  return /[",\r\n]/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}
