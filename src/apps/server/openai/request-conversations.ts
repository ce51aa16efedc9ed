import { createHash, randomUUID } from 'node:crypto';
import { AIMessage, HumanMessage, type BaseMessage } from '@langchain/core/messages';
import type { ThreadMemory } from '../../../chains/contracts.js';

/** A message of a conversation that a client sends along with each question. */
export interface SpokenMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

const prefix = 'request:';
const mostKept = 200;

/**
 * Conversations that live in their requests, as OpenAI's protocol has them, beside threads that are kept by name. What was
 * answered lately is remembered with its tool results, so that a follow-up question knows more than the words that come
 * back with it.
 */
export class RequestConversations implements ThreadMemory {
  readonly #named: ThreadMemory;
  readonly #open = new Map<string, readonly BaseMessage[]>();
  /** Whole turns by what was said in them, in the order of use. */
  readonly #answered = new Map<string, readonly BaseMessage[]>();

  /** @param named keeps all threads of other names. */
  constructor(named: ThreadMemory) {
    this.#named = named;
  }

  /** Opens a thread that has heard these messages; gives its name. `close` it when the question is answered. */
  open(earlier: readonly SpokenMessage[]): string {
    const threadId = `${prefix}${randomUUID()}`;
    const known = this.#answered.get(keyOf(earlier));
    const messages = earlier.map(({ role, text }) => (role === 'user' ? new HumanMessage(text) : new AIMessage(text)));
    this.#open.set(threadId, known ?? messages);
    return threadId;
  }

  /** Ends a thread, and remembers it by what its client was told. */
  close(threadId: string, said?: readonly SpokenMessage[]): void {
    const messages = this.#open.get(threadId);
    this.#open.delete(threadId);
    if (!messages || !said) return;
    this.#answered.set(keyOf(said), messages);
    for (const key of this.#answered.keys()) {
      if (this.#answered.size <= mostKept) break;
      this.#answered.delete(key);
    }
  }

  load(threadId: string): Promise<BaseMessage[]> {
    if (!threadId.startsWith(prefix)) return this.#named.load(threadId);
    return Promise.resolve([...(this.#open.get(threadId) ?? [])]);
  }

  save(threadId: string, messages: readonly BaseMessage[]): Promise<void> {
    if (!threadId.startsWith(prefix)) return this.#named.save(threadId, messages);
    if (this.#open.has(threadId)) this.#open.set(threadId, messages);
    return Promise.resolve();
  }

  forget(threadId: string): Promise<void> {
    if (!threadId.startsWith(prefix)) return this.#named.forget(threadId);
    this.#open.delete(threadId);
    return Promise.resolve();
  }
}

function keyOf(messages: readonly SpokenMessage[]): string {
  return createHash('sha256')
    .update(JSON.stringify(messages.map(({ role, text }) => [role, text])))
    .digest('hex');
}
