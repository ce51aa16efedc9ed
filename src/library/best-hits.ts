import type { VectorHit } from './vector-index.js';

/** Whether `a` comes before `b`: the higher score, the older row between equals. */
function comesBefore(a: VectorHit, b: VectorHit): boolean {
  return a.score > b.score || (a.score === b.score && a.id < b.id);
}

/** Keeps the best few of many hits, in order. */
export class BestHits {
  readonly #limit: number;
  readonly #hits: VectorHit[] = [];

  constructor(limit: number) {
    this.#limit = Math.floor(limit);
  }

  offer(hit: VectorHit): void {
    const last = this.#hits.at(-1);
    if (this.#hits.length >= this.#limit && (last === undefined || !comesBefore(hit, last))) return;
    let low = 0;
    let high = this.#hits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#hits[middle];
      if (other !== undefined && comesBefore(other, hit)) low = middle + 1;
      else high = middle;
    }
    this.#hits.splice(low, 0, hit);
    if (this.#hits.length > this.#limit) this.#hits.pop();
  }

  /** Best first. */
  hits(): VectorHit[] {
    return [...this.#hits];
  }
}
