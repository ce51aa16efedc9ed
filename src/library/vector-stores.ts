import type { OpenCatalog } from './open-catalog.js';
import { DerivedIndex, type DerivedIndexSettings } from './derived-index.js';
import { spaceKey } from './library-space.js';
import { ScoreSample } from './score-sample.js';
import { VectorSearch } from './vector-search.js';
import type { VectorTable } from './vector-table.js';
import type { LostVectors } from './video-commit.js';

/** One table's index and the two ways of asking it. */
export interface VectorStore {
  readonly index: DerivedIndex;
  readonly search: VectorSearch;
  readonly sample: ScoreSample;
}

/** How the vectors of a library are kept and searched. */
export interface VectorStoreSettings extends Pick<DerivedIndexSettings, 'kind' | 'folder' | 'onProgress'> {
  readonly exactBelow: number;
  /** Told what went wrong without harm to what is committed. */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

/** The vectors of a library's frames, clips and notes. */
export class VectorStores {
  readonly frames: VectorStore;
  readonly clips: VectorStore;
  readonly notes: VectorStore;
  readonly #warn: (warning: string) => void;

  constructor(catalog: OpenCatalog, settings: VectorStoreSettings) {
    const { database, space } = catalog;
    const { kind, folder, onProgress, exactBelow } = settings;
    const { dimensions } = space;
    const open = (table: VectorTable): VectorStore => {
      const index = new DerivedIndex({ database, table, kind, folder, space: spaceKey(space), dimensions, onProgress });
      const search = new VectorSearch(database, table, index, { dimensions, exactBelow });
      return { index, search, sample: new ScoreSample(database, table, dimensions) };
    };
    this.frames = open('frames');
    this.clips = open('clips');
    this.notes = open('notes');
    this.#warn = settings.onWarning ?? (() => undefined);
  }

  /**
   * Lets the indexes follow a change of the catalog, which stands whatever happens here: an index that fails is dropped
   * and built again when it is next asked. `mayBuild` loads or builds them now, which spreads the work of a long
   * indexing over its videos; otherwise only those in memory follow.
   */
  follow(change: { readonly lost: LostVectors; readonly mayBuild: boolean }): void {
    for (const table of ['frames', 'clips'] as const) {
      const { index } = this[table];
      if (!change.mayBuild && !index.isLoaded) continue;
      try {
        index.drop(change.lost[table]);
        index.current();
      } catch (error) {
        index.forget();
        this.#warn(`The index of ${table} could not follow and will be rebuilt: ${String(error)}`);
      }
      if (index.isWorthSaving) this.#save(index, table);
    }
  }

  /** Saves the indexes that are in memory. */
  save(): void {
    for (const table of ['frames', 'clips', 'notes'] as const) this.#save(this[table].index, table);
  }

  #save(index: DerivedIndex, table: VectorTable): void {
    try {
      index.save();
    } catch (error) {
      this.#warn(`The index of ${table} could not be saved and will be rebuilt: ${String(error)}`);
    }
  }
}
