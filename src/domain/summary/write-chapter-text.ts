import { plainLine } from '../plain-line.js';
import { formatTimestamp } from '../timestamp.js';
import type { VideoSummary } from './video-summary.js';

/**
 * Chapters as video sites read them from a description: `0:00 Title`, one a line, from 0:00 on. Times are whole seconds; of chapters
 * that begin in the same second only the first is there.
 */
export function writeChapterText({ chapters }: Pick<VideoSummary, 'chapters'>): string {
  const lines = new Map<string, string>();
  for (const [at, { span, title }] of chapters.entries()) {
    const time = formatTimestamp(at === 0 ? 0 : span.startSeconds);
    if (!lines.has(time)) lines.set(time, `${time} ${plainLine(title)}\n`);
  }
  return [...lines.values()].join('');
}
