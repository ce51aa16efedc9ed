import type { Database } from 'better-sqlite3';
import { innerProduct, unitVector } from './vector-blob.js';
import {
  latestChange,
  readVectorFrom,
  readVectors,
  vectorIdRange,
  countVectors,
  type VectorTable,
} from './vector-table.js';

/** Cosines of a query with vectors spread evenly over a table; the same sample until the catalog changes. */
export class ScoreSample {
  readonly #database: Database;
  readonly #table: VectorTable;
  readonly #dimensions: number;
  #sample: { readonly state: string; readonly vectors: readonly Float32Array[] } | undefined;

  constructor(database: Database, table: VectorTable, dimensions: number) {
    this.#database = database;
    this.#table = table;
    this.#dimensions = dimensions;
  }

  /** At most `limit` cosines, in no order; all of them when the table holds no more. */
  scores(embedding: Float32Array, limit: number): Float32Array {
    const query = unitVector(embedding, this.#dimensions);
    return Float32Array.from(this.#vectors(limit), (vector) => innerProduct(query, vector));
  }

  #vectors(limit: number): readonly Float32Array[] {
    return this.#database.transaction(() => {
      const state = `${latestChange(this.#database).generation}/${limit}`;
      if (this.#sample?.state !== state) this.#sample = { state, vectors: this.#draw(limit) };
      return this.#sample.vectors;
    })();
  }

  #draw(limit: number): Float32Array[] {
    const range = vectorIdRange(this.#database, this.#table);
    if (range === undefined || !(limit >= 1)) return [];
    if (countVectors(this.#database, this.#table) <= limit) {
      return Array.from(readVectors(this.#database, this.#table), (row) => row.embedding);
    }
    // Seeking evenly spaced ids costs the same in a library of any size; gaps of removed rows give one row twice.
    const rows = new Map<number, Float32Array>();
    const step = (range.last - range.first + 1) / Math.floor(limit);
    for (let place = 0; place < Math.floor(limit); place += 1) {
      const row = readVectorFrom(this.#database, this.#table, Math.floor(range.first + (place + 0.5) * step));
      if (row !== undefined) rows.set(row.id, row.embedding);
    }
    return [...rows.values()];
  }
}
