import { isChinese } from '../domain/wording/chinese/plain-chinese.js';

/** Words that carry grammar or politeness but nothing that can be seen. */
const functionWords = new Set(
  (
    'a an the this that these those some any of in on at to for from by with and or is are was were be been being am do ' +
    'does did has have had there here it its they them he she his her who whom whose which what when where how why ' +
    'can could would will shall should may might i me my you your we us our please show find tell give search look get ' +
    'moment moments scene scenes shot shots clip clips video videos part parts time times second seconds happen happens ' +
    'happening see seen shown shows visible appear anywhere ever also then than as into while during something someone ' +
    'somebody anything anyone anybody thing if not no one'
  ).split(' '),
);

const leadIns = [
  /^(please|hey|hi|hello|ok|okay|so|and|now)\b[\s,]*/,
  /^(can|could|would|will) you\b\s*/,
  /^i('m| am)? (want|wish|need|would like|am looking|looking)\b( to| for)?( see| find)?\s*/,
  /^(show|find|search|look|get|give|locate|retrieve)\b( me| us| for)*\s*/,
  /^(all |any |every |the |a )*(moments?|scenes?|shots?|clips?|parts?|videos?|times?)\b( (in which|of|with|when|where|that|showing|shows?|there is))+\s*/,
  /^(when|where|how often|at what time|in which (video|clip|scene|shot))\b\s*(is|are|was|were|does|do|did|can|there)*\b\s*/,
  /^(is|are|was|were|do|does|did) (there|we see|you see|i see|they show)\b\s*/,
];

/** A description as a caption would put it: lower case, without question words, politeness and closing marks. */
export function toDescription(text: string): string {
  const tidy = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.,;:"”“]+$/u, '')
    .trim();
  let description = tidy;
  for (let before = ''; before !== description;) {
    before = description;
    for (const leadIn of leadIns) description = description.replace(leadIn, '').trim();
  }
  return description || tidy || text.trim();
}

/** All words of a text in lower case, in order. */
export function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The different words of a text that name something. */
export function contentWords(text: string): string[] {
  return [...new Set(splitWords(text).filter((word) => !functionWords.has(word)))];
}

/** Share of `words` that occur in a text in any inflection, 0 to 1; 0 without words. */
export function wordCoverage(words: readonly string[], text: string): number {
  if (words.length === 0) return 0;
  const stems = new Set(splitWords(text).map(stemWord));
  // Chinese has no spaces: a word may stand anywhere.
  const has = (word: string): boolean => stems.has(stemWord(word)) || (isChinese(word) && text.includes(word));
  return words.filter(has).length / words.length;
}

/** A crude English stem: enough that `moves`, `moved` and `moving` are one word. */
export function stemWord(word: string): string {
  if (word.length <= 3) return word;
  const bare = word
    .replace(/(sses|shes|ches|xes|zes)$/, (ending) => ending.slice(0, -2))
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');
  const root = bare.replace(/(?<=[aeiouy].*[a-z])(ing|ed)$/, '').replace(/([bdgkmnprt])\1$/, '$1');
  return root.replace(/(?<=.{2})e$/, '');
}

/** Other inflections of a word, most likely first, for encoders that know only some of them. */
export function inflectionsOf(word: string): string[] {
  const stem = stemWord(word);
  const last = stem.at(-1) ?? '';
  const forms = [stem, `${stem}e`, `${stem}s`, `${stem}es`, `${stem}ing`, `${stem}${last}ing`];
  if (stem.endsWith('y')) forms.push(`${stem.slice(0, -1)}ies`);
  return [...new Set(forms)].filter((form) => form !== word);
}
