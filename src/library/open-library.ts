import path from 'node:path';
import { withCatalogFailures } from './catalog-failure.js';
import type { Library } from './contracts.js';
import type { IndexProgress } from './derived-index.js';
import { hnswIndexKind } from './hnsw-index.js';
import type { LibrarySpace } from './library-space.js';
import { openCatalog } from './open-catalog.js';
import { SqliteLibrary } from './sqlite-library.js';
import type { VectorIndexKind } from './vector-index.js';
import { VectorStores } from './vector-stores.js';

/** How a library is opened. */
export interface OpenLibraryOptions {
  /** Space of the model pack in use. Needed for a new library; an existing one must have been made with the same. */
  readonly space?: LibrarySpace;
  /** Make the library when there is none; by default exactly when it is opened for writing and a space is given. */
  readonly create?: boolean;
  /** Read only: any number of readers may be open while one writer works; they see each video once it is committed. */
  readonly readOnly?: boolean;
  /** How long to wait for another process, in milliseconds (default 2,000). */
  readonly lockTimeoutMs?: number;
  /** Told how far a vector index has been brought up to date, every 1,000 vectors. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Told about trouble with an index, which never endangers what is committed. */
  readonly onWarning?: (warning: string) => void;
  /** The vector index to use (default HNSW). */
  readonly indexKind?: VectorIndexKind;
  /** Up to so many candidates are compared one by one, which misses nothing (default 4,096). */
  readonly exactBelow?: number;
}

/**
 * Opens a library folder: `catalog.sqlite`, the truth; `index/`, derived from it; `writer.lock`. One process writes at
 * a time. The vector indexes are loaded, or rebuilt when missing, stale or damaged, when they are first needed.
 *
 * @throws AskreelError `LIBRARY_NOT_FOUND`, `LIBRARY_LOCKED`, `LIBRARY_TOO_NEW`, `LIBRARY_UNREACHABLE`,
 * `CATALOG_DAMAGED`, `SPACE_MISMATCH`, `DISK_FULL`, `BAD_ARGUMENT` (a new library without a space).
 */
export function openLibrary(folder: string, options: OpenLibraryOptions = {}): Library {
  const root = path.resolve(folder);
  const readOnly = options.readOnly ?? false;
  return withCatalogFailures(root, () => {
    const catalog = openCatalog(root, {
      space: options.space,
      create: !readOnly && (options.create ?? options.space !== undefined),
      readOnly,
      lockTimeoutMs: options.lockTimeoutMs ?? 2000,
    });
    const vectors = new VectorStores(catalog, {
      kind: options.indexKind ?? hnswIndexKind,
      folder: path.join(root, 'index'),
      exactBelow: options.exactBelow ?? 4096,
      onProgress: options.onProgress,
      onWarning: options.onWarning,
    });
    return new SqliteLibrary(root, readOnly, catalog, vectors);
  });
}
