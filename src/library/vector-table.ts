import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { LibraryFilter } from './contracts.js';
import { filterSql, type FilterSql } from './filter-sql.js';
import { prepared } from './prepared-statement.js';
import { floatsFromBlob } from './vector-blob.js';

/** The catalog's tables that hold vectors. */
export type VectorTable = 'frames' | 'clips' | 'notes';

/** A vector with its row id. */
export interface VectorRow {
  readonly id: number;
  readonly embedding: Float32Array;
}

/** A state of the catalog's vectors; `token` tells apart two histories that share a number. */
export interface CatalogChange {
  readonly generation: number;
  readonly token: string;
}

const pageRows = 2000;

/** A filter's condition on a table; notes lie outside all videos and know no filter. */
function tableFilter(table: VectorTable, filter: LibraryFilter | undefined): FilterSql {
  return filterSql(table === 'notes' ? undefined : filter, table === 'frames' ? 'instant' : 'span');
}

/** How many vectors a table holds (behind the filter). */
export function countVectors(database: Database, table: VectorTable, filter?: LibraryFilter): number {
  const { where, parameters } = tableFilter(table, filter);
  const sql = `SELECT count(*) AS count FROM ${table} WHERE ${where}`;
  return prepared<{ count: number }>(database, sql).get(parameters)?.count ?? 0;
}

/** Row ids (behind the filter). */
export function readVectorIds(database: Database, table: VectorTable, filter?: LibraryFilter): number[] {
  const { where, parameters } = tableFilter(table, filter);
  return prepared<{ id: number }>(database, `SELECT id FROM ${table} WHERE ${where}`)
    .all(parameters)
    .map((row) => row.id);
}

/** All vectors with ids above `afterId` in the order of their ids, read page by page. */
export function* readVectors(database: Database, table: VectorTable, afterId = 0): Generator<VectorRow> {
  const sql = `SELECT id, embedding FROM ${table} WHERE id > ? ORDER BY id LIMIT ${pageRows}`;
  const page = prepared<{ id: number; embedding: Buffer }>(database, sql);
  for (let last = afterId; ;) {
    const rows = page.all(last);
    for (const row of rows) yield { id: row.id, embedding: floatsFromBlob(row.embedding) };
    if (rows.length < pageRows) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** The vectors behind a filter: their ids from an index first, so that no other row is touched. */
export function* readFilteredVectors(
  database: Database,
  table: VectorTable,
  filter: LibraryFilter,
): Generator<VectorRow> {
  for (const id of readVectorIds(database, table, filter)) {
    const embedding = readVector(database, table, id);
    if (embedding !== undefined) yield { id, embedding };
  }
}

/** The vector of one row. */
export function readVector(database: Database, table: VectorTable, id: number): Float32Array | undefined {
  const row = prepared<{ embedding: Buffer }>(database, `SELECT embedding FROM ${table} WHERE id = ?`).get(id);
  return row && floatsFromBlob(row.embedding);
}

/** The first row at or after an id. */
export function readVectorFrom(database: Database, table: VectorTable, id: number): VectorRow | undefined {
  const sql = `SELECT id, embedding FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`;
  const row = prepared<{ id: number; embedding: Buffer }>(database, sql).get(id);
  return row && { id: row.id, embedding: floatsFromBlob(row.embedding) };
}

/** Lowest and highest row id, `undefined` for an empty table. */
export function vectorIdRange(database: Database, table: VectorTable): { first: number; last: number } | undefined {
  const sql = `SELECT min(id) AS first, max(id) AS last FROM ${table}`;
  const row = prepared<{ first: number | null; last: number | null }>(database, sql).get();
  return row === undefined || row.first === null || row.last === null
    ? undefined
    : { first: row.first, last: row.last };
}

/** Records that vectors have changed; belongs in the transaction that changes them. */
export function recordChange(database: Database): void {
  prepared(database, 'INSERT INTO changes (token) VALUES (?)').run(randomUUID());
}

/** The catalog's latest change. */
export function latestChange(database: Database): CatalogChange {
  const sql = 'SELECT generation, token FROM changes ORDER BY generation DESC LIMIT 1';
  return prepared<CatalogChange>(database, sql).get() ?? { generation: 0, token: '' };
}

/** Whether a change is part of this catalog's history. */
export function hasChange(database: Database, change: CatalogChange): boolean {
  const sql = 'SELECT token FROM changes WHERE generation = ?';
  return prepared<{ token: string }>(database, sql).get(change.generation)?.token === change.token;
}
