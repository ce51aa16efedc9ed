import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';

/** Reads one of a pack's JSON files. Throws PACK_DAMAGED when it cannot be read, PACK_INVALID when it says something else. */
export async function readPackJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new AskreelError('PACK_DAMAGED', `The model pack's file ${path} cannot be read.`, {
      hint: 'Fetch the model pack again.',
      cause,
    });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  throw new AskreelError('PACK_INVALID', `${basename(path)} is not as expected: ${where}${issue?.message}.`, {
    hint: `Compare ${path} with a working model pack; a newer askreel may be needed.`,
    cause: parsed.error,
  });
}
