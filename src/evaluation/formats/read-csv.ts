import { splitCsv } from './split-csv.js';
import { unusableFile, unusablePlace } from './unusable-place.js';

/** One row of a csv file: its values by column name, as they are written. */
export interface CsvRow {
  /** The line, from 1, on which the row begins. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Reads comma-separated values whose first row names the columns. Quoting, line ends and blank lines as in
 * {@link splitCsv}; column names lose the spaces around them, values are kept as they are. A file with a header alone
 * gives no rows.
 *
 * Throws TRUTH_INVALID with `source` (a file's name) and the line: no header, a column without a name or with the name
 * of another, a row of another length than the header, broken quoting.
 */
export function readCsv(text: string, source: string): CsvRow[] {
  const [header, ...rows] = splitCsv(text, source);
  if (!header) throw unusableFile(source, 'it is empty');
  const names = header.fields.map((name) => name.trim());
  for (const [index, name] of names.entries()) {
    if (name === '') throw unusablePlace(`Line ${header.line}`, source, `column ${index + 1} has no name`);
    if (names.indexOf(name) < index)
      throw unusablePlace(`Line ${header.line}`, source, `two columns are called ${name}`);
  }
  return rows.map(({ line, fields }) => {
    if (fields.length !== names.length) {
      throw unusablePlace(`Line ${line}`, source, `it has ${fields.length} values, the header ${names.length}`);
    }
    return { line, values: Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])) };
  });
}
