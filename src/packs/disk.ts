import { mkdir, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';

/** A file that is being written from its end on. */
export interface GrowingFile {
  write(chunk: Uint8Array): Promise<void>;
  /** Cuts the file to nothing. */
  clear(): Promise<void>;
  /** Puts the content on the disk, and closes. */
  close(): Promise<void>;
}

/** The disk that packs are written to. */
export interface Disk {
  /** Opens a file for writing at its end; it and its folder are made when they are not there. */
  openGrowing(path: string): Promise<GrowingFile>;
  /** Bytes that this user may still write in a folder; `undefined` where it cannot be told. */
  freeBytes(folder: string): Promise<number | undefined>;
}

/** The real disk. */
export const realDisk: Disk = {
  async openGrowing(path) {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, 'a');
    return {
      write: (chunk) => handle.appendFile(chunk),
      clear: () => handle.truncate(0),
      close: async () => {
        await handle.sync().finally(() => handle.close());
      },
    };
  },
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** Passes a failure on, but a full disk (or quota) as `DISK_FULL`. */
export function diskFailure(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AskreelError('DISK_FULL', `There is no space left for ${path}.`, {
    hint: 'Free some space, or choose another disk with ASKREEL_PACKS, and run the same command again.',
    cause: error,
  });
}
