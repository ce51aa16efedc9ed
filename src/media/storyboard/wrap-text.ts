/** Signs that have a near relative in ASCII. */
const relatives: readonly (readonly [RegExp, string])[] = [
  [/[‐-―−]/g, '-'],
  [/[‘’‚′]/g, "'"],
  [/[“”„″«»]/g, '"'],
  [/…/g, '...'],
  [/ß/g, 'ss'],
  [/[\s]+/g, ' '],
];

/** Text with letters that can be drawn: accents taken off; what has no ASCII relative stays, and is drawn as a frame. */
export function drawableText(text: string): string {
  const folded = relatives.reduce((words, [sign, relative]) => words.replace(sign, relative), text);
  return folded
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/** Breaks a text between words into at most `rows` lines of `columns` characters; the last one ends in dots if more follows. */
export function wrapText(text: string, columns: number, rows: number): string[] {
  const lines: string[] = [];
  let rest = [...drawableText(text)];
  while (rest.length > 0 && lines.length < rows) {
    const isLast = lines.length === rows - 1;
    if (rest.length > columns && isLast) {
      lines.push(`${rest.slice(0, columns - 3).join('')}...`);
      break;
    }
    const space = rest.length > columns ? rest.slice(0, columns + 1).lastIndexOf(' ') : -1;
    const end = space > 0 ? space : columns;
    lines.push(rest.slice(0, end).join(''));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  return lines;
}
