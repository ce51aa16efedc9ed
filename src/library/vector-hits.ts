import type { Database } from 'better-sqlite3';
import type { ClipHit, FrameHit } from './contracts.js';
import { prepared } from './prepared-statement.js';
import type { VectorHit } from './vector-index.js';

/** Says which frames were hit. */
export function describeFrameHits(database: Database, hits: readonly VectorHit[]): FrameHit[] {
  const read = prepared<{ readonly video_id: string; readonly time_seconds: number }>(
    database,
    'SELECT video_id, time_seconds FROM frames WHERE id = ?',
  );
  return hits.flatMap(({ id, score }) => {
    const row = read.get(id);
    return row === undefined ? [] : [{ videoId: row.video_id, timeSeconds: row.time_seconds, score }];
  });
}

/** Says which clips were hit. */
export function describeClipHits(database: Database, hits: readonly VectorHit[]): ClipHit[] {
  const read = prepared<{
    readonly video_id: string;
    readonly shot_index: number;
    readonly start_seconds: number;
    readonly end_seconds: number;
  }>(database, 'SELECT video_id, shot_index, start_seconds, end_seconds FROM clips WHERE id = ?');
  return hits.flatMap(({ id, score }) => {
    const row = read.get(id);
    if (row === undefined) return [];
    const span = { startSeconds: row.start_seconds, endSeconds: row.end_seconds };
    return [{ clipId: id, videoId: row.video_id, shotIndex: row.shot_index, span, score }];
  });
}
