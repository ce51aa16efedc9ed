import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';

/** What the SDK hands to the handler of a request. */
export type RequestExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** A sign of life this often keeps clients that wait a minute at most from giving up. */
const pulseMs = 5000;

/**
 * Tells a client that gave a progress token how its call goes: each step, and a pulse where a step takes long. Does
 * nothing for other clients. End it (`using`) before the call is answered.
 */
export class CallProgress implements Disposable {
  readonly #extra: RequestExtra;
  readonly #pulse: NodeJS.Timeout | undefined;
  readonly #started = Date.now();
  #progress = 0;
  #words: string;

  constructor(extra: RequestExtra, words: string) {
    this.#extra = extra;
    this.#words = words;
    if (this.#token === undefined) return;
    this.#send(words);
    this.#pulse = setInterval(() => {
      this.#send(`${this.#words} (${Math.round((Date.now() - this.#started) / 1000)} s)`);
    }, pulseMs).unref();
  }

  /** What is being done now, in a few words. */
  step(words: string): void {
    this.#words = words;
    if (this.#token !== undefined) this.#send(words);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#pulse);
  }

  get #token(): string | number | undefined {
    return this.#extra._meta?.progressToken;
  }

  #send(message: string): void {
    const progressToken = this.#token;
    if (progressToken === undefined || this.#extra.signal.aborted) return;
    this.#progress += 1;
    const params = { progressToken, progress: this.#progress, message };
    // A client that has gone needs no progress.
    this.#extra.sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  }
}
