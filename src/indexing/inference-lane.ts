/**
 * Runs inference jobs one after another beside the decoder. `enqueue` resolves when at most `maxWaiting` jobs wait, so
 * that a caller who awaits it is slowed down to the pace of the models; it rejects once a job has failed.
 */
export class InferenceLane {
  readonly #maxWaiting: number;
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #roomWanted: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(maxWaiting = 2) {
    this.#maxWaiting = maxWaiting;
  }

  /** Adds a job; resolves when there is room for another. */
  async enqueue(job: () => Promise<void>): Promise<void> {
    this.#throwFailure();
    this.#waiting.push(job);
    this.#running ??= this.#run();
    while (this.#waiting.length > this.#maxWaiting) {
      await new Promise<void>((resolve) => this.#roomWanted.push(resolve));
    }
    this.#throwFailure();
  }

  /** Resolves when all jobs are done. */
  async drain(): Promise<void> {
    await this.#running;
    this.#throwFailure();
  }

  /** Forgets the jobs that wait; resolves when the running one has ended. Never rejects. */
  async cancel(): Promise<void> {
    this.#waiting.length = 0;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#giveRoom();
      try {
        await job();
      } catch (error) {
        this.#failure ??= { error };
        this.#waiting.length = 0;
      }
    }
    this.#running = undefined;
    this.#giveRoom();
  }

  #giveRoom(): void {
    for (const resolve of this.#roomWanted.splice(0)) resolve();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
