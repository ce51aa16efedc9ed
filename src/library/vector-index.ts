/** A stored vector near a query. */
export interface VectorHit {
  /** Catalog row id. */
  readonly id: number;
  /** Inner product: the cosine, as all vectors are unit vectors. */
  readonly score: number;
}

/** Finds near vectors among many. Holds what the catalog's rows hold and may be thrown away at any time. */
export interface VectorIndex {
  readonly dimensions: number;
  /** Vectors that can be found. */
  readonly size: number;
  has(id: number): boolean;
  /** Ids of all vectors that can be found, in no order. */
  ids(): Iterable<number>;
  /** Adds a unit vector under an id (1 to 2^32 - 1) that the index has never had. */
  add(id: number, vector: Float32Array): void;
  /** True when there was such a vector. */
  remove(id: number): boolean;
  /** The nearest vectors among those whose ids `accepts` lets through, best first. Approximate indexes may miss some. */
  search(query: Float32Array, limit: number, accepts?: (id: number) => boolean): VectorHit[];
  /** Writes the index as files into an existing, empty folder. */
  save(folder: string): void;
}

/** A kind of index. Another one is a file that exports one of these, given to `openLibrary` as `indexKind`. */
export interface VectorIndexKind {
  /** Changes whenever saved files of before can no longer be loaded. */
  readonly name: string;
  create(dimensions: number): VectorIndex;
  /** Reads what `save` wrote. Throws on files that it cannot use; the index is then rebuilt. */
  load(folder: string, dimensions: number): VectorIndex;
}
