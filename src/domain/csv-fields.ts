import { plainText } from './plain-line.js';

/**
 * A text for a table: what cannot be seen is left out, and one that a spreadsheet would take for a formula (it begins with
 * `=`, `+`, `-` or `@`, of any width) gets an apostrophe before it.
 */
export function csvText(value: string): string {
  const plain = plainText(value);
  return /^\s*[=+\-@＝＋－＠]/u.test(plain) ? `'${plain}` : plain;
}

/** A row of comma-separated values (RFC 4180) with its CR LF, fields quoted where they must be. */
export function csvRow(fields: readonly string[]): string {
  const quoted = fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field));
  return `${quoted.join(',')}\r\n`;
}
