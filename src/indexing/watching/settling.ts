/** Tells what has stayed as it is for a while: seen alike in two looks or more, at least `settleMs` apart. */
export class Settling {
  readonly #settleMs: number;
  #since = new Map<string, { readonly mark: string; readonly sinceMs: number }>();
  #next = new Map<string, { readonly mark: string; readonly sinceMs: number }>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Notes how something looks now; true when it has settled. */
  observe(key: string, mark: string, nowMs: number): boolean {
    const before = this.#since.get(key);
    const since = before?.mark === mark ? before : { mark, sinceMs: nowMs };
    this.#next.set(key, since);
    return before === since && nowMs - since.sinceMs >= this.#settleMs;
  }

  /** Ends a look: what was not observed in it is forgotten. */
  endLook(): void {
    this.#since = this.#next;
    this.#next = new Map();
  }
}
