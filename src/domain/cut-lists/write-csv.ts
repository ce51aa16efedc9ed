import { csvRow, csvText as text } from '../csv-fields.js';
import { spanSeconds } from '../time-span.js';
import { formatTimestamp } from '../timestamp.js';
import type { CutList } from './cut-list.js';

const columns = 'number,video,file,start_seconds,end_seconds,duration_seconds,start,end,score,label,note';

/**
 * Cuts as comma-separated values (RFC 4180): UTF-8, a header, CR LF, fields as {@link csvRow} and
 * {@link text} write them.
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
  return `${columns}\r\n${rows.map(csvRow).join('')}`;
}
