import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Video, VideoId } from '../../domain/video.js';
import type { FolderLook, MissingVideo } from './contracts.js';

/**
 * Videos whose files are not where the library has them.
 *
 * @param isForLong Notes that a video is missing; tells whether it has been for long enough.
 */
export async function findMissing(
  videos: readonly Video[],
  look: FolderLook,
  isForLong: (id: VideoId, path: string) => boolean,
): Promise<Map<VideoId, MissingVideo>> {
  const present = new Set(look.files.map(({ path }) => path));
  const missing = new Map<VideoId, MissingVideo>();
  for (const { id, path } of videos) {
    if (present.has(path) || !(await isAbsent(path))) continue;
    missing.set(id, { forLong: isForLong(id, path), device: await deviceAbove(path) });
  }
  return missing;
}

async function isAbsent(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    // A disk that fails says something else.
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** The file system of the nearest folder above that is there. */
async function deviceAbove(path: string): Promise<number | undefined> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found) return found.dev;
    if (folder === dirname(folder)) return undefined;
  }
}
