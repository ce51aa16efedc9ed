import { plainText } from '../../domain/plain-line.js';

/**
 * A value as JSON that may be looked at in a terminal: what JSON itself lets through and {@link plainText} does not (C1
 * controls, marks that turn the order of letters round, hidden characters) is written as `\uXXXX`, which reads back the same.
 */
export function terminalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[^\n -~]/gu, (character) =>
    plainText(character) === character && !/[\u2028\u2029]/.test(character) ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
