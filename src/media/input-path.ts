import { resolve } from 'node:path';

/**
 * A path as ffmpeg must be told it: absolute and marked as a file, so that a name such as `http:x.mp4` or `-y.mp4` is
 * never taken for an address or an option.
 */
export function asFileInput(path: string): string {
  return `file:${resolve(path)}`;
}
