import type { InferenceLane } from './inference-lane.js';

/** Collects items into batches of the size the model likes and hands each full batch to the lane. */
export class BatchCollector<Item> {
  readonly #lane: InferenceLane;
  readonly #batchSize: number;
  readonly #process: (batch: readonly Item[]) => Promise<void>;
  #batch: Item[] = [];

  constructor(lane: InferenceLane, batchSize: number, process: (batch: readonly Item[]) => Promise<void>) {
    this.#lane = lane;
    this.#batchSize = batchSize;
    this.#process = process;
  }

  /** Resolves when the lane has room; awaiting it keeps memory bounded. */
  async add(item: Item): Promise<void> {
    this.#batch.push(item);
    if (this.#batch.length >= this.#batchSize) await this.flush();
  }

  /** Hands over what has been collected, full or not. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    await this.#lane.enqueue(() => this.#process(batch));
  }
}
