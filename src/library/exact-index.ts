import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BestHits } from './best-hits.js';
import { floatBlob, floatsFromBlob, innerProduct } from './vector-blob.js';
import type { VectorHit, VectorIndex, VectorIndexKind } from './vector-index.js';

/** Compares the query with every vector: slow for millions, never misses. */
class ExactIndex implements VectorIndex {
  readonly dimensions: number;
  readonly #vectors = new Map<number, Float32Array>();

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  get size(): number {
    return this.#vectors.size;
  }

  has(id: number): boolean {
    return this.#vectors.has(id);
  }

  ids(): Iterable<number> {
    return this.#vectors.keys();
  }

  add(id: number, vector: Float32Array): void {
    if (vector.length !== this.dimensions) throw new RangeError(`${vector.length} dimensions, not ${this.dimensions}`);
    this.#vectors.set(id, vector.slice());
  }

  remove(id: number): boolean {
    return this.#vectors.delete(id);
  }

  search(query: Float32Array, limit: number, accepts?: (id: number) => boolean): VectorHit[] {
    const best = new BestHits(limit);
    for (const [id, vector] of this.#vectors) {
      if (accepts === undefined || accepts(id)) best.offer({ id, score: innerProduct(query, vector) });
    }
    return best.hits();
  }

  save(folder: string): void {
    writeFileSync(path.join(folder, 'ids.bin'), floatsBytes(Float64Array.from(this.#vectors.keys())));
    const all = new Float32Array(this.size * this.dimensions);
    let offset = 0;
    for (const vector of this.#vectors.values()) {
      all.set(vector, offset);
      offset += this.dimensions;
    }
    writeFileSync(path.join(folder, 'vectors.bin'), floatBlob(all));
  }
}

function floatsBytes(values: Float64Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** The exact index. */
export const exactIndexKind: VectorIndexKind = {
  name: 'exact-1',
  create: (dimensions) => new ExactIndex(dimensions),
  load: (folder, dimensions) => {
    const ids = readFileSync(path.join(folder, 'ids.bin'));
    const vectors = floatsFromBlob(readFileSync(path.join(folder, 'vectors.bin')));
    const count = ids.byteLength / 8;
    if (vectors.length !== count * dimensions) throw new RangeError(`${vectors.length} numbers for ${count} vectors`);
    const index = new ExactIndex(dimensions);
    for (let row = 0; row < count; row += 1) {
      index.add(ids.readDoubleLE(row * 8), vectors.subarray(row * dimensions, (row + 1) * dimensions));
    }
    return index;
  },
};
