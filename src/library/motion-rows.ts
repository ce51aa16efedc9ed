import type { Database } from 'better-sqlite3';
import type { MotionTrack, VideoId } from '../domain/video.js';
import { prepared } from './prepared-statement.js';
import { floatsFromHalfBlob, halfBlob } from './vector-blob.js';

interface MotionRow {
  readonly step_seconds: number;
  readonly object: Buffer;
  readonly camera_x: Buffer;
  readonly camera_y: Buffer;
  readonly camera_zoom: Buffer;
}

/** How a video moves, if it was indexed since this is kept. */
export function readMotion(database: Database, videoId: VideoId): MotionTrack | undefined {
  const row = prepared<MotionRow>(database, 'SELECT * FROM motion_tracks WHERE video_id = ?').get(videoId);
  return (
    row && {
      stepSeconds: row.step_seconds,
      object: floatsFromHalfBlob(row.object),
      cameraX: floatsFromHalfBlob(row.camera_x),
      cameraY: floatsFromHalfBlob(row.camera_y),
      cameraZoom: floatsFromHalfBlob(row.camera_zoom),
    }
  );
}

/** Keeps how a video moves. */
export function insertMotion(database: Database, videoId: VideoId, track: MotionTrack): void {
  prepared(
    database,
    `INSERT INTO motion_tracks (video_id, step_seconds, object, camera_x, camera_y, camera_zoom) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    videoId,
    track.stepSeconds,
    halfBlob(track.object),
    halfBlob(track.cameraX),
    halfBlob(track.cameraY),
    halfBlob(track.cameraZoom),
  );
}
