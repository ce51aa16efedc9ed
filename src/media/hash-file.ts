import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { throwIfAborted } from '../domain/coded-error.js';
import { requireVideoFile } from './require-video-file.js';

/**
 * SHA-256 of a file's content, 64 hex digits; reads it in pieces.
 *
 * Throws `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE`, `VIDEO_EMPTY` or `ABORTED`.
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  throwIfAborted(signal);
  await requireVideoFile(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    throwIfAborted(signal);
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
