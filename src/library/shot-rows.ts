import type { Database } from 'better-sqlite3';
import type { Shot, VideoId } from '../domain/video.js';
import type { LibraryFilter } from './contracts.js';
import { filterSql } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { searchableText } from './search-words.js';

/** A row of `shots`. */
export interface ShotRow {
  readonly video_id: string;
  readonly shot_index: number;
  readonly start_seconds: number;
  readonly end_seconds: number;
  readonly caption: string | null;
  readonly caption_confidence: number | null;
  readonly motion: number;
}

/** A shot as the domain knows it. */
export function shotFromRow(row: ShotRow): Shot {
  return {
    videoId: row.video_id,
    index: row.shot_index,
    span: { startSeconds: row.start_seconds, endSeconds: row.end_seconds },
    ...(row.caption === null ? {} : { caption: row.caption }),
    ...(row.caption_confidence === null ? {} : { captionConfidence: row.caption_confidence }),
    motion: row.motion,
  };
}

/** A video's shots in time order. */
export function readShots(database: Database, videoId: VideoId): Shot[] {
  return prepared<ShotRow>(database, 'SELECT * FROM shots WHERE video_id = ? ORDER BY start_seconds, shot_index')
    .all(videoId)
    .map(shotFromRow);
}

/** How many shots a filter lets through. */
export function countShots(database: Database, filter?: LibraryFilter): number {
  const { where, parameters } = filterSql(filter, 'span');
  return (
    prepared<{ count: number }>(database, `SELECT count(*) AS count FROM shots WHERE ${where}`).get(parameters)
      ?.count ?? 0
  );
}

/** Adds a video's shots and makes their captions searchable. */
export function insertShots(database: Database, videoId: VideoId, shots: readonly Omit<Shot, 'videoId'>[]): void {
  const insert = prepared(
    database,
    `INSERT INTO shots (video_id, shot_index, start_seconds, end_seconds, caption, caption_confidence, motion)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertWords = prepared(database, 'INSERT INTO caption_words (rowid, text) VALUES (?, ?)');
  for (const { index, span, caption, captionConfidence, motion } of shots) {
    const { lastInsertRowid } = insert.run(
      videoId,
      index,
      span.startSeconds,
      span.endSeconds,
      caption ?? null,
      captionConfidence ?? null,
      motion,
    );
    if (caption !== undefined) insertWords.run(lastInsertRowid, searchableText(caption));
  }
}
