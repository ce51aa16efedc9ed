const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
};

/**
 * A cue's words without markup: `<i>`, `<c.yellow>`, `<00:00:01.000>`, `{\an8}` and `\N` go, entities become characters.
 * Lines stay apart.
 */
export function cleanCueText(text: string): string {
  return text
    .replace(/<\/?[a-z0-9][^>\n]*>/gi, '')
    .replace(/\{\\[^}\n]*\}|\{\/?[biu]\}/gi, '')
    .replace(/\\[Nn]/g, '\n')
    .replace(/\\h/g, ' ')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => decodeEntity(name) ?? whole)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function decodeEntity(name: string): string | undefined {
  const number = /^#(x?)([0-9a-f]+)$/i.exec(name);
  if (!number) return entities[name.toLowerCase()];
  const code = Number.parseInt(number[2] ?? '', number[1] === '' ? 10 : 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
