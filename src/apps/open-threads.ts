import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { SqliteThreadMemory } from '../chains/sqlite-thread-memory.js';

const [fileName, formerFileName] = ['threads.sqlite', 'conversations.json'];

/**
 * The named conversations of a library, kept in its folder. Threads of the JSON file that earlier versions kept are taken
 * over; a file that is no database is set aside as `.damaged`: a history is worth less than a chat that works. Throws
 * OUTPUT_UNWRITABLE.
 */
export async function openThreads(libraryFolder: string): Promise<SqliteThreadMemory> {
  const { SqliteThreadMemory: Memory } = await import('../chains/sqlite-thread-memory.js');
  const filePath = join(libraryFolder, fileName);
  const isNew = !existsSync(filePath);
  const open = async (): Promise<SqliteThreadMemory> => {
    const memory = new Memory(filePath);
    await memory.threads();
    return memory;
  };
  try {
    const memory = await open().catch(async (error: unknown) => {
      if ((error as { code?: unknown }).code !== 'SQLITE_NOTADB') throw error;
      await rename(filePath, `${filePath}.damaged`);
      return open();
    });
    if (isNew) await takeOver(memory, join(libraryFolder, formerFileName));
    return memory;
  } catch (cause) {
    throw new AskreelError('OUTPUT_UNWRITABLE', `Conversations cannot be kept in ${filePath}.`, {
      hint: 'See that you may write to the library folder, or leave --thread out.',
      cause,
    });
  }
}

async function takeOver(memory: SqliteThreadMemory, formerFile: string): Promise<void> {
  if (!existsSync(formerFile)) return;
  const { FileThreadMemory } = await import('../chains/file-thread-memory.js');
  const former = new FileThreadMemory({ filePath: formerFile, owner: 'askreel' });
  for (const threadId of await former.threadIds()) await memory.save(threadId, await former.load(threadId));
  await rename(formerFile, `${formerFile}.taken-over`);
}
