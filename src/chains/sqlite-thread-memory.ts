import type { BaseMessage } from '@langchain/core/messages';
import { emptyCheckpoint, uuid6, type CheckpointTuple } from '@langchain/langgraph-checkpoint';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import type { ThreadMemory } from './contracts.js';
import { wholeTurns } from './conversation-memory.js';

/** A thread that is kept. */
export interface KeptThread {
  readonly threadId: string;
  /** Questions that it holds. */
  readonly turns: number;
  /** When its last turn was kept, as ISO 8601. */
  readonly lastUsed: string;
}

/**
 * Threads that outlive the process, as checkpoints of LangGraph's SQLite saver. A whole turn is one checkpoint: whoever is
 * killed in the middle of one loses that turn and nothing else. Several processes may use the same file; of two that add
 * to one thread at the same time, the later one's turn is kept.
 */
export class SqliteThreadMemory implements ThreadMemory {
  readonly #saver: SqliteSaver;

  /** @param filePath made when missing; its folder must be there. Throws what SQLite throws for a file of another kind. */
  constructor(filePath: string) {
    this.#saver = SqliteSaver.fromConnString(filePath);
  }

  async load(threadId: string): Promise<BaseMessage[]> {
    return wholeTurns(messagesOf(await this.#saver.getTuple(configOf(threadId))));
  }

  async save(threadId: string, messages: readonly BaseMessage[]): Promise<void> {
    const previous = await this.#saver.getTuple(configOf(threadId));
    const step = (previous?.metadata?.step ?? -1) + 1;
    const checkpoint = {
      ...emptyCheckpoint(),
      id: uuid6(step),
      ts: new Date().toISOString(),
      channel_values: { messages: [...messages] },
      channel_versions: { messages: step + 1 },
    };
    const config = previous?.config ?? configOf(threadId);
    await this.#saver.put(config, checkpoint, { source: 'update', step, parents: {} });
    this.#forgetOlder(threadId, checkpoint.id);
  }

  async forget(threadId: string): Promise<void> {
    await this.#saver.getTuple(configOf(threadId));
    await this.#saver.deleteThread(threadId);
  }

  /** All threads, the latest first. */
  async threads(): Promise<KeptThread[]> {
    const kept = new Map<string, KeptThread>();
    for await (const tuple of this.#saver.list({})) {
      const threadId = String(tuple.config.configurable?.['thread_id'] ?? '');
      if (kept.has(threadId)) continue;
      const turns = messagesOf(tuple).filter((message) => message.type === 'human').length;
      kept.set(threadId, { threadId, turns, lastUsed: tuple.checkpoint.ts });
    }
    return [...kept.values()].sort((a, b) => b.lastUsed.localeCompare(a.lastUsed));
  }

  close(): void {
    this.#saver.db.close();
  }

  /** Only the latest checkpoint of a thread is ever read. */
  #forgetOlder(threadId: string, checkpointId: string): void {
    this.#saver.db
      .prepare('DELETE FROM checkpoints WHERE thread_id = ? AND checkpoint_id < ?')
      .run(threadId, checkpointId);
  }
}

function configOf(threadId: string): { configurable: { thread_id: string; checkpoint_ns: string } } {
  return { configurable: { thread_id: threadId, checkpoint_ns: '' } };
}

function messagesOf(tuple: CheckpointTuple | undefined): BaseMessage[] {
  const messages: unknown = tuple?.checkpoint.channel_values['messages'];
  return Array.isArray(messages) ? (messages as BaseMessage[]) : [];
}
