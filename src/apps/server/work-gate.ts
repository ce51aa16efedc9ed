import { throwIfAborted } from '../../domain/coded-error.js';
import { ServerFailure } from './server-failure.js';

/** How much of one kind of work is done at once, and how much may wait. */
export interface WorkGateOptions {
  /** What it is, for the message: `questions`. */
  readonly what: string;
  readonly atOnce: number;
  readonly waiting: number;
}

/** Seconds after which a client that was turned away may try again. */
const retryAfterSeconds = 5;

/** Lets so many pieces of work in at a time and has some wait, in order; more are refused. */
export class WorkGate {
  readonly #options: WorkGateOptions;
  #inside = 0;
  readonly #whenEmpty = new Set<() => void>();
  readonly #waiting: (() => void)[] = [];

  constructor(options: WorkGateOptions) {
    this.#options = options;
  }

  /** Does work when it is its turn. Throws `BUSY`, and `ABORTED` when the signal fires first. */
  async run<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    const leave = await this.enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Waits for a turn; gives what ends it, which may be called twice. */
  async enter(signal: AbortSignal | undefined): Promise<() => void> {
    const { what, atOnce, waiting } = this.#options;
    throwIfAborted(signal);
    if (this.#inside < atOnce) this.#inside += 1;
    else if (this.#waiting.length >= waiting) {
      throw new ServerFailure('BUSY', `Too many ${what} at once.`, {
        hint: 'Try again in a few seconds.',
        headers: { 'retry-after': String(retryAfterSeconds) },
      });
    } else await this.#wait(signal);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
      if (this.#inside === 0) for (const tell of this.#whenEmpty) tell();
    };
  }

  /** Resolves when nothing is being done, or after a while. */
  async empty(patienceMs: number): Promise<void> {
    if (this.#inside === 0) return;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => stop(), patienceMs);
    await new Promise<void>((resolve) => this.#whenEmpty.add((stop = resolve)));
    clearTimeout(timer);
    this.#whenEmpty.delete(stop);
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    const entered = await new Promise<boolean>((resolve) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        resolve(false);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(enter);
    });
    if (!entered) throwIfAborted(signal);
  }
}
