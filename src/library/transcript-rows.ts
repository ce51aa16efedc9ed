import type { Database } from 'better-sqlite3';
import type { TimeSpan } from '../domain/time-span.js';
import type { Transcription, TranscriptLine, VideoId } from '../domain/video.js';
import { filterSql, videoFilter } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { searchableText } from './search-words.js';

/** A row of `transcript_lines`. */
export interface TranscriptRow {
  readonly video_id: string;
  readonly start_seconds: number;
  readonly end_seconds: number;
  readonly text: string;
}

/** A transcript line as the domain knows it. */
export function transcriptLineFromRow(row: TranscriptRow): TranscriptLine {
  return {
    videoId: row.video_id,
    span: { startSeconds: row.start_seconds, endSeconds: row.end_seconds },
    text: row.text,
  };
}

/** A video's lines in time order, those that overlap the span when there is one. */
export function readTranscript(database: Database, videoId: VideoId, span?: TimeSpan): TranscriptLine[] {
  const { where, parameters } = filterSql(videoFilter(videoId, span), 'span');
  return prepared<TranscriptRow>(database, `SELECT * FROM transcript_lines WHERE ${where} ORDER BY start_seconds, id`)
    .all(parameters)
    .map(transcriptLineFromRow);
}

/** Adds a video's lines and makes them searchable. */
export function insertTranscript(
  database: Database,
  videoId: VideoId,
  lines: readonly Omit<TranscriptLine, 'videoId'>[],
): void {
  const insert = prepared(
    database,
    'INSERT INTO transcript_lines (video_id, start_seconds, end_seconds, text) VALUES (?, ?, ?, ?)',
  );
  const insertWords = prepared(database, 'INSERT INTO transcript_words (rowid, text) VALUES (?, ?)');
  for (const { span, text } of lines) {
    const { lastInsertRowid } = insert.run(videoId, span.startSeconds, span.endSeconds, text);
    insertWords.run(lastInsertRowid, searchableText(text));
  }
}

/** Who listened to a video, if anybody has. */
export function readTranscription(database: Database, videoId: VideoId): Transcription | undefined {
  const row = prepared<{ made_by: string; language: string | null }>(
    database,
    'SELECT made_by, language FROM transcriptions WHERE video_id = ?',
  ).get(videoId);
  return row && { madeBy: row.made_by, ...(row.language !== null && { language: row.language }) };
}

/** Remembers who listened to a video, in place of anybody before. */
export function writeTranscription(database: Database, videoId: VideoId, { madeBy, language }: Transcription): void {
  prepared(database, 'INSERT OR REPLACE INTO transcriptions (video_id, made_by, language) VALUES (?, ?, ?)').run(
    videoId,
    madeBy,
    language ?? null,
  );
}

/** Replaces a video's lines in one transaction. True when there is such a video. */
export function replaceTranscript(
  database: Database,
  videoId: VideoId,
  lines: readonly Omit<TranscriptLine, 'videoId'>[],
  transcription: Transcription | undefined,
): boolean {
  return database
    .transaction(() => {
      if (prepared(database, 'SELECT 1 FROM videos WHERE id = ?').get(videoId) === undefined) return false;
      prepared(database, 'DELETE FROM transcript_lines WHERE video_id = ?').run(videoId);
      insertTranscript(database, videoId, lines);
      if (transcription) writeTranscription(database, videoId, transcription);
      else prepared(database, 'DELETE FROM transcriptions WHERE video_id = ?').run(videoId);
      return true;
    })
    .immediate();
}
