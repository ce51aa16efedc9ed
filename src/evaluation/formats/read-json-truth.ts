import type { z } from 'zod';
import { unusableFile } from './unusable-place.js';

/**
 * Reads a JSON file of a benchmark. Throws TRUTH_INVALID with `source` (the file's name), the place of the first thing
 * that breaks the schema (keys and positions from 0, joined by dots) and what is wrong with it.
 */
export function readJsonTruth<T>(text: string, source: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw unusableFile(source, 'it is not JSON', cause);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  const reason = issue?.message ?? 'unexpected content';
  throw unusableFile(source, place === '' ? reason : `${place}: ${reason}`, parsed.error);
}

/** Throws TRUTH_INVALID when two items have one id. */
export function requireUniqueIds(items: readonly { readonly id: string }[], source: string): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw unusableFile(source, `${id}: it occurs twice`);
    seen.add(id);
  }
}
