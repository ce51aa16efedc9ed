import { join } from 'node:path';
import type { ThreadMemory } from '../../chains/contracts.js';
import type { VideoLibrary } from '../video-library.js';

/** Named conversations, kept in the library's own folder. */
export async function conversationMemory(library: VideoLibrary): Promise<ThreadMemory> {
  const { FileThreadMemory } = await import('../../chains/file-thread-memory.js');
  const { folder } = library.library;
  return new FileThreadMemory({ filePath: join(folder, 'conversations.json'), owner: 'askreel' });
}
