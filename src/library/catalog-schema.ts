import type { Database } from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';

/** Marks an SQLite file as an askreel catalog ("askr" in ASCII). */
export const catalogApplicationId = 0x61736b72;

/**
 * Rows that carry a vector are never changed and, by AUTOINCREMENT, their ids are never used again: that is what lets a
 * saved vector index be brought up to date by comparing ids alone.
 */
const firstLayout = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- One row for each change of the vectors. The token tells two histories apart that share a number (a restored backup).
  CREATE TABLE changes (generation INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL);

  CREATE TABLE videos (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    duration_seconds REAL NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    codec TEXT NOT NULL,
    has_audio INTEGER NOT NULL,
    familiarity TEXT NOT NULL,
    warnings TEXT NOT NULL,
    indexed_at TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX videos_by_path ON videos (path);
  CREATE INDEX videos_by_hash ON videos (content_hash);

  CREATE TABLE shots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    shot_index INTEGER NOT NULL,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL CHECK (end_seconds >= start_seconds),
    caption TEXT,
    caption_confidence REAL,
    motion REAL NOT NULL,
    UNIQUE (video_id, shot_index)
  );

  CREATE TABLE frames (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    time_seconds REAL NOT NULL,
    embedding BLOB NOT NULL
  );
  CREATE INDEX frames_by_time ON frames (video_id, time_seconds);

  CREATE TABLE clips (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    shot_index INTEGER NOT NULL,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL CHECK (end_seconds >= start_seconds),
    embedding BLOB NOT NULL
  );
  CREATE INDEX clips_by_time ON clips (video_id, start_seconds, end_seconds);

  -- float16; apart from clips, so that reading many vectors does not drag the tokens along.
  CREATE TABLE clip_tokens (
    clip_id INTEGER PRIMARY KEY REFERENCES clips (id) ON DELETE CASCADE,
    patches BLOB NOT NULL,
    clip BLOB NOT NULL
  );

  CREATE TABLE clip_actions (
    clip_id INTEGER NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    label TEXT NOT NULL,
    probability REAL NOT NULL,
    PRIMARY KEY (clip_id, place)
  ) WITHOUT ROWID;

  CREATE TABLE transcript_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL CHECK (end_seconds >= start_seconds),
    text TEXT NOT NULL
  );
  CREATE INDEX transcript_lines_by_time ON transcript_lines (video_id, start_seconds);

  CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    metadata TEXT NOT NULL,
    embedding BLOB NOT NULL
  );

  CREATE VIRTUAL TABLE transcript_words USING fts5(
    text, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER transcript_lines_gone AFTER DELETE ON transcript_lines
    BEGIN DELETE FROM transcript_words WHERE rowid = old.id; END;

  CREATE VIRTUAL TABLE caption_words USING fts5(
    text, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER shots_gone AFTER DELETE ON shots
    BEGIN DELETE FROM caption_words WHERE rowid = old.id; END;
`;

/** A video without a row here has not been listened to. */
const transcriptions = `
  CREATE TABLE transcriptions (
    video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL,
    language TEXT
  ) WITHOUT ROWID;
`;

/** How a video moves: arrays of float16. A video indexed before this table was has no row. */
const motionTracks = `
  CREATE TABLE motion_tracks (
    video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
    step_seconds REAL NOT NULL,
    object BLOB NOT NULL,
    camera_x BLOB NOT NULL,
    camera_y BLOB NOT NULL,
    camera_zoom BLOB NOT NULL
  ) WITHOUT ROWID;
`;

/** The memory of who does what, when. A video indexed before this table was has no rows: its events are read anew. */
const events = `
  CREATE TABLE events (
    video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    event_index INTEGER NOT NULL,
    shot_index INTEGER NOT NULL,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL CHECK (end_seconds >= start_seconds),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    traits TEXT NOT NULL,
    action TEXT NOT NULL,
    place TEXT NOT NULL,
    companion TEXT,
    rivals TEXT NOT NULL,
    text TEXT NOT NULL,
    confidence REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (video_id, event_index)
  ) WITHOUT ROWID;
`;

/** Step n brings a catalog from version n to n + 1. Steps are only ever added. */
export const catalogMigrations: readonly string[] = [firstLayout, transcriptions, motionTracks, events];

/** The catalog's version, kept in SQLite's `user_version`; 0 is an empty file. */
export function catalogVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a catalog up to the newest version, all steps or none.
 *
 * @throws AskreelError `LIBRARY_TOO_NEW` when a later askreel made it.
 */
export function migrateCatalog(database: Database, migrations: readonly string[] = catalogMigrations): void {
  database
    .transaction(() => {
      const version = catalogVersion(database);
      if (version > migrations.length) {
        throw new AskreelError(
          'LIBRARY_TOO_NEW',
          `The library was made by a newer askreel (layout ${version}; this one knows up to ${migrations.length}).`,
          { hint: 'Update askreel, or use another library folder.' },
        );
      }
      if (version === migrations.length) return;
      for (const step of migrations.slice(version)) database.exec(step);
      database.pragma(`application_id = ${catalogApplicationId}`);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}
