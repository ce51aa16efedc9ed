import type { Database } from 'better-sqlite3';
import { BestHits } from './best-hits.js';
import type { LibraryFilter } from './contracts.js';
import type { DerivedIndex } from './derived-index.js';
import { innerProduct, unitVector } from './vector-blob.js';
import type { VectorHit } from './vector-index.js';
import { countVectors, readFilteredVectors, readVectorIds, readVectors, type VectorTable } from './vector-table.js';

/**
 * Behind a filter that leaves less than this part of a table, a graph walk meets mostly vectors that do not count:
 * comparing with those that do is quicker and misses none.
 */
const sparsePart = 0.02;

/** Finds near vectors in one table: through the index, or exactly where few vectors come into question. */
export class VectorSearch {
  readonly #database: Database;
  readonly #table: VectorTable;
  readonly #index: DerivedIndex;
  readonly #dimensions: number;
  readonly #exactBelow: number;

  /** Up to `exactBelow` candidates are compared one by one, without an index. */
  constructor(
    database: Database,
    table: VectorTable,
    index: DerivedIndex,
    settings: { readonly dimensions: number; readonly exactBelow: number },
  ) {
    this.#database = database;
    this.#table = table;
    this.#index = index;
    this.#dimensions = settings.dimensions;
    this.#exactBelow = settings.exactBelow;
  }

  /**
   * The vectors nearest to a query, best first, all from one state of the catalog.
   *
   * @throws AskreelError `SPACE_MISMATCH` when the query has other dimensions.
   */
  nearest(embedding: Float32Array, limit: number, filter?: LibraryFilter): VectorHit[] {
    const query = unitVector(embedding, this.#dimensions);
    if (!(limit >= 1)) return [];
    const narrow = filter?.videoIds === undefined && filter?.span === undefined ? undefined : filter;
    return this.#database.transaction(() => {
      const total = countVectors(this.#database, this.#table);
      const candidates = narrow ? countVectors(this.#database, this.#table, narrow) : total;
      const few = Math.max(this.#exactBelow, narrow ? total * sparsePart : 0);
      if (candidates <= few) return this.#compareAll(query, limit, narrow);
      const accepted = narrow && new Set(readVectorIds(this.#database, this.#table, narrow));
      const hits = this.#index.current().search(query, limit, accepted && ((id) => accepted.has(id)));
      return hits.length < Math.min(Math.floor(limit), candidates) ? this.#compareAll(query, limit, narrow) : hits;
    })();
  }

  #compareAll(query: Float32Array, limit: number, filter: LibraryFilter | undefined): VectorHit[] {
    const best = new BestHits(limit);
    const rows =
      filter === undefined
        ? readVectors(this.#database, this.#table)
        : readFilteredVectors(this.#database, this.#table, filter);
    for (const { id, embedding } of rows) {
      best.offer({ id, score: innerProduct(query, embedding) });
    }
    return best.hits();
  }
}
