import type { Database } from 'better-sqlite3';
import type { Shot } from '../domain/video.js';
import type { LibraryFilter, TranscriptHit } from './contracts.js';
import { filterSql } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { matchExpression } from './search-words.js';
import { shotFromRow, type ShotRow } from './shot-rows.js';
import { transcriptLineFromRow, type TranscriptRow } from './transcript-rows.js';

function searchWords<Row>(
  database: Database,
  tables: { readonly words: string; readonly rows: string },
  query: string,
  limit: number,
  filter: LibraryFilter | undefined,
): (Row & { readonly score: number })[] {
  const expression = matchExpression(query);
  if (expression === undefined || !(limit >= 1)) return [];
  const { where, parameters } = filterSql(filter, 'span');
  return prepared<Row & { readonly score: number }>(
    database,
    `SELECT ${tables.rows}.*, -bm25(${tables.words}) AS score
     FROM ${tables.words} JOIN ${tables.rows} ON ${tables.rows}.id = ${tables.words}.rowid
     WHERE ${tables.words} MATCH @expression AND ${where}
     ORDER BY score DESC, ${tables.rows}.id LIMIT @limit`,
  ).all({ ...parameters, expression, limit: Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER) });
}

/** Transcript lines that hold words of the query, best first (BM25; words are stemmed as English). */
export function searchTranscriptLines(
  database: Database,
  query: string,
  limit: number,
  filter?: LibraryFilter,
): TranscriptHit[] {
  const tables = { words: 'transcript_words', rows: 'transcript_lines' };
  return searchWords<TranscriptRow>(database, tables, query, limit, filter).map((row) => ({
    ...transcriptLineFromRow(row),
    score: row.score,
  }));
}

/** Shots whose captions hold words of the query, best first. */
export function searchShotCaptions(
  database: Database,
  query: string,
  limit: number,
  filter?: LibraryFilter,
): (Shot & { readonly score: number })[] {
  const tables = { words: 'caption_words', rows: 'shots' };
  return searchWords<ShotRow>(database, tables, query, limit, filter).map((row) => ({
    ...shotFromRow(row),
    score: row.score,
  }));
}
