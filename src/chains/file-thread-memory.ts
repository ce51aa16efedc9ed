import { FileSystemChatMessageHistory } from '@langchain/community/stores/message/file_system';
import type { BaseMessage } from '@langchain/core/messages';
import { readFile, rename } from 'node:fs/promises';
import type { ThreadMemory } from './contracts.js';
import { wholeTurns } from './conversation-memory.js';

/** Where threads are kept. */
export interface FileThreadMemoryOptions {
  /** One JSON file for all threads; it and its folder are made when missing. */
  readonly filePath: string;
  /** Whose threads these are (for example the library's folder): other owners' threads in the file stay unseen. */
  readonly owner: string;
}

/**
 * Threads that outlive the process, kept by LangChain community's file history. That history caches the first file it
 * opens for the whole process, so use one `filePath` per process and tell libraries apart by `owner`. Meant for one
 * person at a terminal: of two processes that write the same file at the same time, the later one wins.
 */
export class FileThreadMemory implements ThreadMemory {
  readonly #options: FileThreadMemoryOptions;
  #checked: Promise<void> | undefined;

  constructor(options: FileThreadMemoryOptions) {
    this.#options = options;
  }

  async load(threadId: string): Promise<BaseMessage[]> {
    const history = await this.#history(threadId);
    return wholeTurns(await history.getMessages());
  }

  async save(threadId: string, messages: readonly BaseMessage[]): Promise<void> {
    await (await this.#history(threadId)).replaceMessages(messages);
  }

  async forget(threadId: string): Promise<void> {
    await (await this.#history(threadId)).clear();
  }

  /** The names of all threads of this owner. */
  async threadIds(): Promise<string[]> {
    const sessions = await (await this.#history('')).getAllSessions();
    return sessions.map((session) => session.id);
  }

  async #history(threadId: string): Promise<ThreadHistory> {
    const { filePath, owner } = this.#options;
    await (this.#checked ??= setDamagedFileAside(filePath));
    return new ThreadHistory({ sessionId: threadId, userId: owner, filePath });
  }
}

/** Writes the file once for a whole thread instead of once for each message. */
class ThreadHistory extends FileSystemChatMessageHistory {
  #holding = false;

  async replaceMessages(messages: readonly BaseMessage[]): Promise<void> {
    this.#holding = true;
    try {
      await this.clear();
      for (const message of messages) await this.addMessage(message);
    } finally {
      this.#holding = false;
    }
    await this.saveStore();
  }

  protected override async saveStore(): Promise<void> {
    if (!this.#holding) await super.saveStore();
  }
}

/** A chat history is worth less than a working chat: a file that is not JSON is moved to `<name>.damaged`. */
async function setDamagedFileAside(filePath: string): Promise<void> {
  const text = await readFile(filePath, 'utf8').catch(() => '{}');
  try {
    JSON.parse(text);
  } catch {
    await rename(filePath, `${filePath}.damaged`);
  }
}
