import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { throwIfAborted } from '../../domain/coded-error.js';
import { readChatModelFailure } from '../chat-model-failure.js';

/** Longest reply that is read, in characters. */
const longestReply = 4000;
/** After so many failures in a row the model is not asked again. */
const mostFailures = 2;

/** How the model may be called. */
export interface ModelCallLimits {
  readonly signal?: AbortSignal;
  /** Most calls in all. */
  readonly callLimit: number;
  /** Longest wait for one reply, in milliseconds. */
  readonly timeoutMs: number;
}

/** A chat model that is asked a limited number of times and given up when it fails again and again. */
export class ModelCalls {
  readonly #model: BaseChatModel;
  readonly #limits: ModelCallLimits;
  #made = 0;
  #failuresInARow = 0;
  /** What the model's last failure was, in words. */
  failure: string | undefined;

  constructor(model: BaseChatModel, limits: ModelCallLimits) {
    this.#model = model;
    this.#limits = limits;
  }

  /** Calls that may still be made. */
  get left(): number {
    return this.#failuresInARow >= mostFailures ? 0 : Math.max(0, this.#limits.callLimit - this.#made);
  }

  /** The model's reply; `undefined` when it fails or may not be asked any more. Throws `ABORTED`. */
  async ask(instruction: string, material: string): Promise<string | undefined> {
    const { signal, timeoutMs } = this.#limits;
    throwIfAborted(signal);
    if (this.left === 0) return undefined;
    this.#made += 1;
    const deadline = AbortSignal.timeout(timeoutMs);
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      const messages = [new SystemMessage(instruction), new HumanMessage(material)];
      const reply = await Promise.race([this.#model.invoke(messages, { signal: stop }), stopped(stop)]);
      const text = reply.text.trim();
      if (text === '') throw new Error('it is empty');
      this.#failuresInARow = 0;
      return text.slice(0, longestReply);
    } catch (thrown) {
      throwIfAborted(signal);
      const timedOut = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
      this.failure = readChatModelFailure(deadline.aborted ? timedOut : thrown).error.message;
      this.#failuresInARow += 1;
      return undefined;
    }
  }
}

/** Rejects when the signal fires: a model may not listen to it. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new Error('stopped', { cause: signal.reason }));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
