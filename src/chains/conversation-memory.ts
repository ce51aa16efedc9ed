import { AIMessage, HumanMessage, type BaseMessage } from '@langchain/core/messages';
import type { ThreadMemory } from './contracts.js';

/** Turns of a conversation that are kept; older ones are forgotten. */
const turnsKept = 20;

/** Threads in memory, gone when the process ends. */
export class ConversationMemory implements ThreadMemory {
  readonly #threads = new Map<string, readonly BaseMessage[]>();

  load(threadId: string): Promise<BaseMessage[]> {
    return Promise.resolve([...(this.#threads.get(threadId) ?? [])]);
  }

  save(threadId: string, messages: readonly BaseMessage[]): Promise<void> {
    this.#threads.set(threadId, messages);
    return Promise.resolve();
  }

  forget(threadId: string): Promise<void> {
    this.#threads.delete(threadId);
    return Promise.resolve();
  }
}

/**
 * The whole turns of a conversation, the latest twenty: from a question to the answer that follows it. A turn
 * that was cut off (a question without an answer, a tool call without a result) would be refused by chat models.
 */
export function wholeTurns(messages: readonly BaseMessage[]): BaseMessage[] {
  const turns: BaseMessage[][] = [];
  for (const message of messages) {
    if (HumanMessage.isInstance(message)) turns.push([message]);
    else turns.at(-1)?.push(message);
  }
  const whole = turns.filter((turn) => {
    const last = turn.at(-1);
    return AIMessage.isInstance(last) && (last.tool_calls ?? []).length === 0;
  });
  return whole.slice(-turnsKept).flat();
}
