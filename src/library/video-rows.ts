import type { Database } from 'better-sqlite3';
import type { Familiarity, Video, VideoId } from '../domain/video.js';
import { prepared } from './prepared-statement.js';

interface VideoRow {
  id: string;
  path: string;
  title: string;
  content_hash: string;
  size_bytes: number;
  modified_ms: number;
  duration_seconds: number;
  width: number;
  height: number;
  codec: string;
  has_audio: number;
  familiarity: string;
  warnings: string;
  indexed_at: string;
}

function videoFromRow(row: VideoRow): Video {
  return {
    id: row.id,
    path: row.path,
    title: row.title,
    contentHash: row.content_hash,
    sizeBytes: row.size_bytes,
    modifiedMs: row.modified_ms,
    durationSeconds: row.duration_seconds,
    width: row.width,
    height: row.height,
    codec: row.codec,
    hasAudio: row.has_audio !== 0,
    familiarity: row.familiarity as Familiarity,
    warnings: JSON.parse(row.warnings) as string[],
    indexedAt: row.indexed_at,
  };
}

/** All videos, by title and then by path. */
export function readVideos(database: Database): Video[] {
  return prepared<VideoRow>(database, 'SELECT * FROM videos ORDER BY title COLLATE NOCASE, title, path, id')
    .all()
    .map(videoFromRow);
}

/** The video of exactly this id. */
export function readVideo(database: Database, id: VideoId): Video | undefined {
  const row = prepared<VideoRow>(database, 'SELECT * FROM videos WHERE id = ?').get(id);
  return row && videoFromRow(row);
}

/** The video last seen at a path, with size and time when they are given; the latest when files have changed places. */
export function readVideoByPath(
  database: Database,
  path: string,
  sizeBytes: number | undefined,
  modifiedMs: number | undefined,
): Video | undefined {
  const row = prepared<VideoRow>(
    database,
    `SELECT * FROM videos
     WHERE path = @path AND size_bytes = ifnull(@sizeBytes, size_bytes) AND modified_ms = ifnull(@modifiedMs, modified_ms)
     ORDER BY indexed_at DESC, id LIMIT 1`,
  ).get({ path, sizeBytes: sizeBytes ?? null, modifiedMs: modifiedMs ?? null });
  return row && videoFromRow(row);
}

/** The video whose file has this SHA-256. */
export function readVideoByHash(database: Database, contentHash: string): Video | undefined {
  const row = prepared<VideoRow>(database, 'SELECT * FROM videos WHERE content_hash = ? ORDER BY id LIMIT 1').get(
    contentHash,
  );
  return row && videoFromRow(row);
}

/** Adds a video; there must be none of its id. */
export function insertVideo(database: Database, video: Video): void {
  prepared(
    database,
    `INSERT INTO videos (id, path, title, content_hash, size_bytes, modified_ms, duration_seconds, width, height, codec,
       has_audio, familiarity, warnings, indexed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    video.id,
    video.path,
    video.title,
    video.contentHash,
    video.sizeBytes,
    video.modifiedMs,
    video.durationSeconds,
    video.width,
    video.height,
    video.codec,
    video.hasAudio ? 1 : 0,
    video.familiarity,
    JSON.stringify(video.warnings),
    video.indexedAt,
  );
}
