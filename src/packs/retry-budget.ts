import { setTimeout as sleep } from 'node:timers/promises';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';

/** A failure that may be gone when the same is tried again: a dropped connection, a busy server. */
export class PassingFailure extends Error {
  /** The pause that the server asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Waits; ends early, without an error, when the signal fires. */
export type Pause = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** The pause of real time. */
export const pauseInRealTime: Pause = (milliseconds, signal) =>
  sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);

/** Options of {@link RetryBudget}. */
export interface RetryBudgetOptions {
  /** Failures in a row that end the attempts. */
  readonly limit?: number;
  readonly pause?: Pause;
  readonly signal?: AbortSignal | undefined;
  /** Told before each pause. */
  readonly onRetry?: (reason: string, pauseSeconds: number) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** Who is asked to wait longer than this would rather come back later. */
const longestAskedPauseMs = 600_000;

/** Decides after each failure whether to try again, and waits longer each time. Progress fills it up again. */
export class RetryBudget {
  readonly #limit: number;
  readonly #options: RetryBudgetOptions;
  #failures = 0;

  constructor(options: RetryBudgetOptions = {}) {
    this.#limit = options.limit ?? 6;
    this.#options = options;
  }

  /** Something was gained: the failures so far no longer count. */
  progressed(): void {
    this.#failures = 0;
  }

  /**
   * Returns when it is time to try again. Throws `ABORTED`, `DOWNLOAD_FAILED` when it is of no more use, and whatever
   * is no passing failure.
   */
  async failed(error: unknown): Promise<void> {
    const { signal, pause = pauseInRealTime, onRetry } = this.#options;
    throwIfAborted(signal);
    if (!(error instanceof PassingFailure)) throw error;
    this.#failures += 1;
    const asked = error.retryAfterMs;
    if (this.#failures >= this.#limit || (asked !== undefined && asked > longestAskedPauseMs)) {
      const wait = asked === undefined ? '' : ` The server asks to wait ${Math.ceil(asked / 1000)} seconds.`;
      throw new AskreelError('DOWNLOAD_FAILED', `${error.message}${wait}`, {
        hint: 'Run the same command again later: what has arrived is kept. HF_ENDPOINT names a mirror.',
        cause: error,
      });
    }
    const pauseMs = asked ?? Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#failures - 1));
    onRetry?.(error.message, pauseMs / 1000);
    await pause(pauseMs, signal);
    throwIfAborted(signal);
  }
}
