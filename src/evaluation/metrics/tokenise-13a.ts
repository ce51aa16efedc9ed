const entities: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];

/** ASCII punctuation that always stands alone; not the apostrophe, comma, hyphen and full stop. */
const punctuation = /[ -&(-+/:-@[-`{-~]/gu;

/**
 * Splits a sentence into BLEU's tokens as the `13a` tokeniser does (NIST's mteval-v13a.pl, sacrebleu's default): four
 * XML entities are resolved, punctuation stands alone, full stop and comma do unless between digits, a hyphen does after
 * a digit. Case is kept; an empty sentence has no tokens.
 */
export function tokenise13a(sentence: string): string[] {
  const joined = sentence.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
  const resolved = entities.reduce((text, [entity, character]) => text.replaceAll(entity, character), joined);
  const spaced = ` ${resolved} `
    .replace(punctuation, ' $& ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/gu, '$1 $2 ');
  return spaced.split(/\s+/u).filter((token) => token !== '');
}
