import type { Database } from 'better-sqlite3';
import type { TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';
import type { ClipVector, FrameVector, StoredClip } from './contracts.js';
import { filterSql, videoFilter } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { floatBlob, floatsFromBlob, floatsFromHalfBlob, halfBlob, unitVector } from './vector-blob.js';

interface ClipRow {
  readonly id: number;
  readonly video_id: string;
  readonly shot_index: number;
  readonly start_seconds: number;
  readonly end_seconds: number;
  readonly embedding: Buffer;
  readonly patches: Buffer | null;
  readonly clip: Buffer | null;
}

const withTokens =
  'SELECT clips.*, patches, clip_tokens.clip FROM clips LEFT JOIN clip_tokens ON clip_tokens.clip_id = clips.id';

function clipFromRow(database: Database, row: ClipRow): StoredClip {
  const tokens = row.patches && {
    patches: floatsFromHalfBlob(row.patches),
    ...(row.clip && row.clip.length > 0 && { clip: floatsFromHalfBlob(row.clip) }),
  };
  return {
    clipId: row.id,
    videoId: row.video_id,
    shotIndex: row.shot_index,
    span: { startSeconds: row.start_seconds, endSeconds: row.end_seconds },
    embedding: floatsFromBlob(row.embedding),
    ...(tokens === null ? {} : { tokens }),
    actions: prepared<StoredClip['actions'][number]>(
      database,
      'SELECT label, probability FROM clip_actions WHERE clip_id = ? ORDER BY place',
    ).all(row.id),
  };
}

/** A video's clips in time order, those that overlap the span when there is one. */
export function readClips(database: Database, videoId: VideoId, span?: TimeSpan): StoredClip[] {
  const { where, parameters } = filterSql(videoFilter(videoId, span), 'span');
  return prepared<ClipRow>(database, `${withTokens} WHERE ${where} ORDER BY start_seconds, end_seconds, id`)
    .all(parameters)
    .map((row) => clipFromRow(database, row));
}

/** Clips by id, in the order asked for; unknown ids are left out. */
export function readClipsById(database: Database, ids: readonly number[]): StoredClip[] {
  const read = prepared<ClipRow>(database, `${withTokens} WHERE clips.id = ?`);
  return ids.flatMap((id) => {
    const row = read.get(id);
    return row === undefined ? [] : [clipFromRow(database, row)];
  });
}

/** Times of a video's frames in seconds, in order. */
export function readFrameTimes(database: Database, videoId: VideoId): number[] {
  return prepared<{ time_seconds: number }>(
    database,
    'SELECT time_seconds FROM frames WHERE video_id = ? ORDER BY time_seconds, id',
  )
    .all(videoId)
    .map((row) => row.time_seconds);
}

/** A video's frames with their vectors, those inside the span when there is one, in time order. */
export function readFrames(database: Database, videoId: VideoId, span?: TimeSpan): FrameVector[] {
  const { where, parameters } = filterSql(videoFilter(videoId, span), 'instant');
  return prepared<{ time_seconds: number; embedding: Buffer }>(
    database,
    `SELECT time_seconds, embedding FROM frames WHERE ${where} ORDER BY time_seconds, id`,
  )
    .all(parameters)
    .map((row) => ({ timeSeconds: row.time_seconds, embedding: floatsFromBlob(row.embedding) }));
}

/** Adds a video's frame vectors, normalised. Throws like {@link unitVector}. */
export function insertFrames(
  database: Database,
  videoId: VideoId,
  frames: readonly FrameVector[],
  dimensions: number,
): void {
  const insert = prepared(database, 'INSERT INTO frames (video_id, time_seconds, embedding) VALUES (?, ?, ?)');
  for (const { timeSeconds, embedding } of frames) {
    insert.run(videoId, timeSeconds, floatBlob(unitVector(embedding, dimensions)));
  }
}

/** Adds a video's clips with their tokens and actions, vectors normalised. Throws like {@link unitVector}. */
export function insertClips(
  database: Database,
  videoId: VideoId,
  clips: readonly ClipVector[],
  dimensions: number,
): void {
  const insert = prepared(
    database,
    'INSERT INTO clips (video_id, shot_index, start_seconds, end_seconds, embedding) VALUES (?, ?, ?, ?, ?)',
  );
  const insertTokens = prepared(database, 'INSERT INTO clip_tokens (clip_id, patches, clip) VALUES (?, ?, ?)');
  const insertAction = prepared(
    database,
    'INSERT INTO clip_actions (clip_id, place, label, probability) VALUES (?, ?, ?, ?)',
  );
  for (const { span, shotIndex, embedding, tokens, actions } of clips) {
    const blob = floatBlob(unitVector(embedding, dimensions));
    const { lastInsertRowid } = insert.run(videoId, shotIndex, span.startSeconds, span.endSeconds, blob);
    // The column takes no NULL: a Q-Former that looks at frames alone leaves it empty.
    const clipTokens = tokens?.clip ?? new Float32Array();
    if (tokens !== undefined) insertTokens.run(lastInsertRowid, halfBlob(tokens.patches), halfBlob(clipTokens));
    actions.forEach((action, place) => insertAction.run(lastInsertRowid, place, action.label, action.probability));
  }
}
