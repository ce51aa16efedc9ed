import { parse } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { VideoId } from '../domain/video.js';
import { insertClips, insertFrames } from './clip-rows.js';
import type { IndexedVideo } from './contracts.js';
import { insertEvents, readFreshEvents } from './event-rows.js';
import { insertMotion } from './motion-rows.js';
import { prepared } from './prepared-statement.js';
import { insertShots } from './shot-rows.js';
import { insertTranscript, writeTranscription } from './transcript-rows.js';
import { recordChange, type VectorTable } from './vector-table.js';
import { insertVideo } from './video-rows.js';

/** Row ids whose vectors the catalog has just lost. */
export type LostVectors = Readonly<Record<Exclude<VectorTable, 'notes'>, readonly number[]>>;

/** Deletes a video; everything that it contributed goes with it, by foreign keys and triggers. */
function deleteVideo(database: Database, videoId: VideoId): LostVectors {
  const idsOf = (table: string): number[] =>
    prepared<{ id: number }>(database, `SELECT id FROM ${table} WHERE video_id = ?`)
      .all(videoId)
      .map((row) => row.id);
  const lost = { frames: idsOf('frames'), clips: idsOf('clips') };
  prepared(database, 'DELETE FROM videos WHERE id = ?').run(videoId);
  return lost;
}

/**
 * Commits a video in one transaction: it and all it contributes, instead of an earlier version of the same id and of
 * whatever lay at the same path.
 */
export function commitVideo(database: Database, entry: IndexedVideo, dimensions: number): LostVectors {
  return database
    .transaction(() => {
      const { id, path } = entry.video;
      const replaced = prepared<{ id: string }>(database, 'SELECT id FROM videos WHERE id = ? OR path = ?').all(
        id,
        path,
      );
      const lost = replaced.map((video) => deleteVideo(database, video.id));
      insertVideo(database, entry.video);
      insertShots(database, id, entry.shots);
      insertFrames(database, id, entry.frames, dimensions);
      insertClips(database, id, entry.clips, dimensions);
      insertTranscript(database, id, entry.transcript);
      if (entry.motion) insertMotion(database, id, entry.motion);
      insertEvents(database, id, readFreshEvents(database, id));
      if (entry.transcription) writeTranscription(database, id, entry.transcription);
      recordChange(database);
      return { frames: lost.flatMap((rows) => rows.frames), clips: lost.flatMap((rows) => rows.clips) };
    })
    .immediate();
}

/** Removes a video; `undefined` when there is none of this id. */
export function removeVideo(database: Database, videoId: VideoId): LostVectors | undefined {
  return database
    .transaction(() => {
      const known = prepared(database, 'SELECT 1 FROM videos WHERE id = ?').get(videoId);
      if (known === undefined) return undefined;
      const lost = deleteVideo(database, videoId);
      recordChange(database);
      return lost;
    })
    .immediate();
}

/** Records where a video's file lies now; its title follows the file's name. True when there is such a video. */
export function relocateVideo(database: Database, videoId: VideoId, path: string, modifiedMs: number): boolean {
  const update = prepared(database, 'UPDATE videos SET path = ?, title = ?, modified_ms = ? WHERE id = ?');
  return update.run(path, parse(path).name, modifiedMs, videoId).changes > 0;
}
