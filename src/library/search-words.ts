/** Words that say nothing about what is looked for. */
const stopWords = new Set(
  `a about again all also an and any are as at be been being but by can could did do does doing for from had has have
  having he her here hers him his how i if in into is it its just me my no nor not of off on once or our out over own
  said say says she should so some such t s than that the their them then there these they this those through to too
  under until up us very was we were what when where which while who whom why will with would you your talk talks
  talked talking mention mentions mentioned mentioning tell tells told telling`.split(/\s+/),
);

/** Scripts written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Long questions are cut here: each word is one more list for SQLite to read. */
const mostWords = 64;

/**
 * Text as the full-text index gets it. Chinese, Japanese and Korean characters become words of their own, so that any
 * run of them can be found as a phrase; SQLite's tokenizer would take a whole sentence for one word.
 */
export function searchableText(text: string): string {
  return text.normalize('NFKC').replace(unspaced, ' $& ');
}

/**
 * An FTS5 query for anything that a user may type: its content words joined by OR (its stop words only when there is
 * nothing else), each quoted, so that no input is a syntax error or an operator. `undefined` when there is no word.
 */
export function matchExpression(query: string): string | undefined {
  const words =
    query
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const distinct = [...new Set(words)];
  const content = distinct.filter((word) => !stopWords.has(word));
  const chosen = (content.length > 0 ? content : distinct).slice(0, mostWords);
  if (chosen.length === 0) return undefined;
  return chosen.map((word) => `"${searchableText(word).trim()}"`).join(' OR ');
}
