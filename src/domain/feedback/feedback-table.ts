import { csvRow, csvText } from '../csv-fields.js';
import type { Feedback } from './feedback.js';

const columns = [
  'id',
  'given_at',
  'kind',
  'verdict',
  'query',
  'video_id',
  'video',
  'start_seconds',
  'end_seconds',
  'rank',
  'score',
  'text',
];

/** Feedback as comma-separated values, one row each; what belongs to moments alone is empty for answers. */
export function feedbackTable(feedback: readonly Feedback[]): string {
  const rows = feedback.map((entry) => [
    String(entry.id),
    entry.givenAt,
    entry.kind,
    entry.verdict,
    csvText(entry.query),
    ...(entry.kind === 'answer'
      ? ['', '', '', '', '', '']
      : [
          entry.videoId,
          csvText(entry.videoTitle),
          entry.span.startSeconds.toFixed(3),
          entry.span.endSeconds.toFixed(3),
          entry.ranked ? String(entry.ranked.rank) : '',
          entry.ranked ? entry.ranked.score.toFixed(4) : '',
        ]),
    csvText(entry.text),
  ]);
  return [columns, ...rows].map(csvRow).join('');
}
