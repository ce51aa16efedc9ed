import type { Database } from 'better-sqlite3';
import { findSnapshot, saveSnapshot } from './index-snapshot.js';
import { readLibraryId } from './library-space.js';
import type { VectorIndex, VectorIndexKind } from './vector-index.js';
import { countVectors, hasChange, latestChange, readVector, readVectorIds, readVectors } from './vector-table.js';
import type { CatalogChange, VectorTable } from './vector-table.js';

/** Progress of bringing an index up to date with the catalog. */
export interface IndexProgress {
  readonly table: VectorTable;
  readonly done: number;
  readonly total: number;
}

/** What a derived index is made of. */
export interface DerivedIndexSettings {
  readonly database: Database;
  readonly table: VectorTable;
  readonly kind: VectorIndexKind;
  /** Folder for saved indexes. */
  readonly folder: string;
  /** `spaceKey` of the library, and its dimensions. */
  readonly space: string;
  readonly dimensions: number;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
}

const progressEvery = 1000;

/** Fewer vectors are added too quickly to tell of. */
const leastWorthTelling = 5000;

/** Saving costs as much as the index is large, so the index must have grown by half (and by this much) in between. */
const leastGrowthToSave = 20_000;

/**
 * The index of one table. The catalog is the truth: the index is loaded or built when it is first needed and brought up
 * to date whenever the catalog has changed, also by another process. Rows with vectors never change and ids are never
 * used twice, so comparing ids is enough.
 */
export class DerivedIndex {
  readonly #settings: DerivedIndexSettings;
  #index: VectorIndex | undefined;
  #caughtUpWith: CatalogChange | undefined;
  #highestId = 0;
  #savedGeneration = -1;
  #savedSize = 0;

  constructor(settings: DerivedIndexSettings) {
    this.#settings = settings;
  }

  /** Whether the index is in memory already. */
  get isLoaded(): boolean {
    return this.#index !== undefined;
  }

  /** The index, agreeing with the catalog as it is now. */
  current(): VectorIndex {
    const { database } = this.#settings;
    return database.transaction(() => {
      const now = latestChange(database);
      const index = (this.#index ??= this.#load() ?? this.#create());
      if (this.#caughtUpWith?.generation !== now.generation) {
        try {
          this.#catchUp(index, this.#caughtUpWith === undefined && index.size > 0);
        } catch (error) {
          this.forget();
          throw error;
        }
        this.#caughtUpWith = now;
      }
      return index;
    })();
  }

  /** Takes rows out that the catalog has just lost; saves comparing all ids. */
  drop(ids: Iterable<number>): void {
    for (const id of ids) this.#index?.remove(id);
  }

  /** Lets go of the index in memory; the next use loads or builds it again. */
  forget(): void {
    this.#index = undefined;
    this.#caughtUpWith = undefined;
    this.#highestId = 0;
  }

  /** Whether the index has grown so much since it was saved that losing it would cost more than saving it. */
  get isWorthSaving(): boolean {
    const size = this.#index?.size ?? 0;
    return size - this.#savedSize > Math.max(leastGrowthToSave, this.#savedSize / 2);
  }

  /** Saves the index when it is in memory and differs from what is saved. */
  save(): void {
    const index = this.#index;
    const change = this.#caughtUpWith;
    if (index === undefined || change === undefined || change.generation === this.#savedGeneration) return;
    const { database, folder, table, kind, space } = this.#settings;
    const stamp = { libraryId: readLibraryId(database), space, kind: kind.name, ...change };
    saveSnapshot(folder, table, stamp, (files) => index.save(files));
    this.#savedGeneration = change.generation;
    this.#savedSize = index.size;
  }

  #create(): VectorIndex {
    return this.#settings.kind.create(this.#settings.dimensions);
  }

  /** The saved index, unless it is of another library, another history, another space or damaged. */
  #load(): VectorIndex | undefined {
    const { database, folder, table, kind, space, dimensions } = this.#settings;
    const saved = findSnapshot(folder, table);
    if (saved === undefined) return undefined;
    const { stamp } = saved;
    const fits = stamp.libraryId === readLibraryId(database) && stamp.space === space && stamp.kind === kind.name;
    if (!fits || !hasChange(database, stamp)) return undefined;
    try {
      const index = kind.load(saved.folder, dimensions);
      this.#savedGeneration = stamp.generation;
      this.#savedSize = index.size;
      return index;
    } catch {
      return undefined;
    }
  }

  #catchUp(index: VectorIndex, isLoaded: boolean): void {
    const { database, table } = this.#settings;
    const total = countVectors(database, table);
    const tell = total - index.size >= leastWorthTelling ? this.#settings.onProgress : undefined;
    const add = (id: number, embedding: Float32Array): void => {
      index.add(id, embedding);
      this.#highestId = Math.max(this.#highestId, id);
      if (index.size % progressEvery === 0 || index.size === total) tell?.({ table, done: index.size, total });
    };
    if (!isLoaded) {
      for (const row of readVectors(database, table, this.#highestId)) add(row.id, row.embedding);
      if (index.size === total) return;
    }
    const ids = new Set(readVectorIds(database, table));
    for (const id of [...index.ids()]) if (!ids.has(id)) index.remove(id);
    for (const id of ids) {
      const embedding = index.has(id) ? undefined : readVector(database, table, id);
      if (embedding !== undefined) add(id, embedding);
      this.#highestId = Math.max(this.#highestId, id);
    }
  }
}
