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

/** Numbers of citations in a summary: what they stood for has been summed up with the rest. */
const markers = /\s*[[［【]\d+(?:\s*[,;–，、；-]\s*\d+)*[\]］】]/g;

/** Whether a message is what LangChain's summarisation put in the place of older ones. */
export function isSummary(message: BaseMessage): boolean {
  return HumanMessage.isInstance(message) && message.additional_kwargs['lc_source'] === 'summarization';
}

/**
 * The whole turns of a conversation, the latest twenty, after the summary of older ones if there is one: from a question to the answer that follows it. A turn
 * that was cut off (a question without an answer, a tool call without a result) would be refused by chat models.
 */
export function wholeTurns(messages: readonly BaseMessage[]): BaseMessage[] {
  const turns: BaseMessage[][] = [];
  let summary: BaseMessage[] = [];
  for (const message of messages) {
    if (isSummary(message)) {
      const { id, additional_kwargs } = message;
      const content = message.text.replace(markers, '');
      summary = [new HumanMessage({ content, additional_kwargs, ...(id !== undefined && { id }) })];
    } else if (HumanMessage.isInstance(message)) turns.push([message]);
    else turns.at(-1)?.push(message);
  }
  const whole = turns.filter((turn) => {
    const last = turn.at(-1);
    return AIMessage.isInstance(last) && (last.tool_calls ?? []).length === 0;
  });
  return [...summary, ...whole.slice(-turnsKept).flat()];
}
