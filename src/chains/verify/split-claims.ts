/** A statement and the citations that it carries. */
export interface CitedStatement {
  /** Without markers. */
  readonly text: string;
  readonly citations: readonly number[];
}

const quotation = /"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』/g;
const marker = /\s*\[(\d+)\]/g;
// A point inside a number or a time ends nothing; a marker after the point belongs to what it follows.
const boundary = /(?<=[.!?;])(?!\d)(?:((?:\s*\[\d+\])+)|\s+|$)|(?<=[。！？；])((?:\s*\[\d+\])*)/g;

/** Parts an answer into its statements; those that cite nothing name no moment and are left out. */
export function splitClaims(text: string): CitedStatement[] {
  return splitStatements(text).filter(({ citations }) => citations.length > 0);
}

/** Parts an answer into its statements, also those that cite nothing. */
export function splitStatements(text: string): CitedStatement[] {
  const pieces: string[] = [];
  let start = 0;
  // What is quoted may be whole sentences: they are part of the one that quotes them.
  const unquoted = text.replace(quotation, (quote) => '_'.repeat(quote.length));
  for (const match of unquoted.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (end > start) pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces.flatMap((piece) => {
    const citations = [...new Set([...piece.matchAll(marker)].map(([, number]) => Number(number)))];
    const words = piece
      .replace(marker, '')
      .replace(/[;；]\s*$/, '')
      .trim();
    return words === '' ? [] : [{ text: words, citations }];
  });
}
