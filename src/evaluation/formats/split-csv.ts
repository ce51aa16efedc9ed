import { unusablePlace } from './unusable-place.js';

/** One record of a csv file. */
export interface CsvRecord {
  /** The line, from 1, on which the record begins. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** A field with what ends it; in a quoted one, quotes are doubled. Sticky: nothing between fields is passed over. */
const fieldPattern = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\n|\r|$)/y;

/**
 * Splits comma-separated values (RFC 4180) into records: quoted fields may hold commas, line ends and doubled quotes.
 * A byte-order mark is dropped, lines may end with LF, CR LF or CR, and blank lines are passed over. A quote inside an
 * unquoted field is a character like another.
 *
 * Throws TRUTH_INVALID with `source` and the line where a quoted field does not end, or something follows it.
 */
export function splitCsv(text: string, source: string): CsvRecord[] {
  const content = text.replace(/^\uFEFF/, '');
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let [line, recordLine, position] = [1, 1, 0];
  while (position < content.length || fields.length > 0) {
    fieldPattern.lastIndex = position;
    const match = fieldPattern.exec(content);
    if (!match) {
      const reason = 'a quoted field does not end, or something follows its closing quote';
      throw unusablePlace(`Line ${line}`, source, reason);
    }
    const [matched, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    position += matched.length;
    line += matched.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ',') continue;
    const blank = fields.length === 1 && quoted === undefined && plain.trim() === '';
    if (!blank) records.push({ line: recordLine, fields });
    fields = [];
    recordLine = line;
  }
  return records;
}
