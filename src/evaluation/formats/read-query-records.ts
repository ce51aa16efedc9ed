import { z } from 'zod';
import { unusableFile, unusablePlace } from './unusable-place.js';

/** The id of a query: text, or a number, which is taken as text. */
export const queryId = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().trim().min(1),
);

/**
 * Reads records of one query each: a JSON array, or JSON lines (LF, CR LF or CR; blank ones are passed over). A
 * byte-order mark is dropped.
 *
 * Throws TRUTH_INVALID with `source` (a file's name) and the line or item: an empty file, broken JSON, a record that
 * breaks its schema, a query that was there before.
 */
export function readQueryRecords<T extends { readonly qid: string }>(
  text: string,
  source: string,
  schema: z.ZodType<T>,
): T[] {
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') throw unusableFile(source, 'it is empty');
  const records = content.trimStart().startsWith('[') ? readArray(content, source) : readLines(content, source);
  const places = new Map<string, string>();
  return records.map(({ place, value }) => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') ?? '';
      const reason = issue?.message ?? 'unexpected content';
      throw unusablePlace(place, source, field === '' ? reason : `${field}: ${reason}`, parsed.error);
    }
    const { qid } = parsed.data;
    const before = places.get(qid);
    if (before !== undefined) throw unusablePlace(place, source, `query ${qid} is already in ${before.toLowerCase()}`);
    places.set(qid, place);
    return parsed.data;
  });
}

interface PlacedValue {
  readonly place: string;
  readonly value: unknown;
}

function readArray(content: string, source: string): PlacedValue[] {
  let values: unknown;
  try {
    values = JSON.parse(content);
  } catch (cause) {
    throw unusableFile(source, 'it is neither a JSON array nor JSON lines', cause);
  }
  return (values as unknown[]).map((value, index) => ({ place: `Item ${index + 1}`, value }));
}

function readLines(content: string, source: string): PlacedValue[] {
  return content.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `Line ${index + 1}`;
    try {
      return [{ place, value: JSON.parse(line) as unknown }];
    } catch (cause) {
      throw unusablePlace(place, source, 'it is not JSON', cause);
    }
  });
}
