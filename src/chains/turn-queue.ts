/** Lets the turns of one thread run one after another; other threads do not wait. */
export class TurnQueue {
  readonly #tails = new Map<string, Promise<void>>();

  /** Waits for the thread's earlier turns; call the returned function when the turn is over. */
  async enter(threadId: string): Promise<() => void> {
    const earlier = this.#tails.get(threadId);
    let leave: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#tails.set(threadId, turn);
    await earlier;
    return () => {
      if (this.#tails.get(threadId) === turn) this.#tails.delete(threadId);
      leave();
    };
  }
}
