/** How far a transfer has come. */
export interface TransferReading {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** Absent while nothing is known of the rate. */
  readonly secondsLeft?: number;
}

/** The rate is that of the last so many milliseconds. */
const windowMs = 5000;

/** Measures a transfer: bytes that are there already count as done, but say nothing of the rate. */
export class TransferMeter {
  readonly #totalBytes: number;
  readonly #now: () => number;
  readonly #samples: { readonly atMs: number; readonly received: number }[] = [];
  #held = 0;
  #received = 0;

  /** @param now A clock in milliseconds. */
  constructor(totalBytes: number, now: () => number = () => performance.now()) {
    this.#totalBytes = totalBytes;
    this.#now = now;
  }

  /** Bytes that were there before. */
  hold(bytes: number): void {
    this.#held += bytes;
  }

  /** Bytes that have come; negative when they have to come again. */
  receive(bytes: number): void {
    this.#received += bytes;
    const atMs = this.#now();
    this.#samples.push({ atMs, received: this.#received });
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > windowMs) this.#samples.shift();
  }

  read(): TransferReading {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const bytes = this.#held + this.#received;
    const elapsedMs = first && last ? last.atMs - first.atMs : 0;
    const bytesPerSecond =
      first && last && elapsedMs > 0 ? Math.max(0, ((last.received - first.received) / elapsedMs) * 1000) : 0;
    const secondsLeft = bytesPerSecond > 0 ? { secondsLeft: (this.#totalBytes - bytes) / bytesPerSecond } : {};
    return { bytes, totalBytes: this.#totalBytes, bytesPerSecond, ...secondsLeft };
  }
}
