import { posix } from 'node:path';
import { z } from 'zod';

/** A file or folder inside a pack, as its manifest names it. */
export const relativePath = z
  .string()
  .min(1)
  .refine((path) => !posix.isAbsolute(path) && !path.includes('\\') && !posix.normalize(path).startsWith('..'), {
    error: 'must be a path inside the pack, with forward slashes',
  });
