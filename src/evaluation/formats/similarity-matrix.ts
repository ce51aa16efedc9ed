import { z } from 'zod';
import { numeric } from './numeric.js';
import { splitCsv, type CsvRecord } from './split-csv.js';
import { unusableFile, unusablePlace } from './unusable-place.js';

const matrix = z.array(z.array(numeric()));
const wrapped = z.object({ similarity: z.unknown() });

/**
 * Reads a matrix of similarities, texts in rows and videos in columns: a JSON array of rows, or an object that has it as
 * `similarity`, or csv. A csv file may begin with a row of names; when that row's first name is empty, as pandas writes
 * it, each row begins with a name too.
 *
 * Throws TRUTH_INVALID with `source` (a file's name) and the row or line: an empty file, something that is not a finite
 * number, rows of different lengths.
 */
export function readSimilarityMatrix(text: string, source: string): number[][] {
  const content = text.replace(/^\uFEFF/, '');
  const read = /^\s*[[{]/.test(content) ? readJson(content, source) : readRecords(splitCsv(content, source), source);
  const width = read[0]?.values.length ?? 0;
  if (width === 0) throw unusableFile(source, 'it is empty');
  return read.map(({ place, values }) => {
    if (values.length === width) return values;
    throw unusablePlace(place, source, `it has ${values.length} columns, the first row ${width}`);
  });
}

interface PlacedRow {
  readonly place: string;
  readonly values: number[];
}

function readJson(content: string, source: string): PlacedRow[] {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw unusableFile(source, 'it is not JSON', cause);
  }
  const parsed = matrix.safeParse(wrapped.safeParse(json).data?.similarity ?? json);
  if (!parsed.success) {
    const [row, column] = (parsed.error.issues[0]?.path ?? []).map(Number);
    if (row === undefined) throw unusableFile(source, 'it is not rows of numbers', parsed.error);
    const reason = column === undefined ? 'it is not a list' : `column ${column + 1} is not a finite number`;
    throw unusablePlace(`Row ${row + 1}`, source, reason, parsed.error);
  }
  return parsed.data.map((values, index) => ({ place: `Row ${index + 1}`, values }));
}

function readRecords(records: readonly CsvRecord[], source: string): PlacedRow[] {
  const names = records[0]?.fields ?? [];
  const isNamed = names[0]?.trim() === '';
  const hasHeader = isNamed || names.every((name) => Number.isNaN(Number(name)));
  return records.slice(hasHeader ? 1 : 0).map(({ line, fields }) => {
    const place = `Line ${line}`;
    const values = fields.slice(isNamed ? 1 : 0).map((field, column) => {
      const parsed = numeric().safeParse(field);
      if (parsed.success) return parsed.data;
      throw unusablePlace(place, source, `column ${column + 1} is not a finite number but ${JSON.stringify(field)}`);
    });
    return { place, values };
  });
}
