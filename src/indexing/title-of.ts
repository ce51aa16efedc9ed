import { basename, extname } from 'node:path';

/** A video's title: its file name without the extension. */
export function titleOf(path: string): string {
  return basename(path, extname(path)) || basename(path);
}
