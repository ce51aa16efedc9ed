import { stemWord, thirdPersonOf, wordsOf } from '../../domain/wording/english-stems.js';
import { loneVerbs, meaningRings } from '../../domain/wording/meaning-rings.js';
import { isKnownVerb, meaningUnits } from '../../domain/wording/meaning-units.js';
import type { Clause } from './question-reading.js';

const besideWords =
  /\b(?:beside|besides|next to|alongside|together with|near to|by the side of)\s+(?=(?:a|an|the|another|any)\b)/;
// Being beside somebody is no action.
const standing =
  /\b(?:stand(?:s|ing)?|stood|wait(?:s|ing)?|is|are|was)\s+(?=(?:right |just )?(?:beside|next to|alongside)\b)/g;
const smallWords = new Set([
  'in',
  'on',
  'at',
  'to',
  'up',
  'down',
  'off',
  'away',
  'left',
  'right',
  'closer',
  'still',
  'a',
  'an',
  'the',
  'into',
  'by',
  'under',
  'over',
]);
const auxiliaries = /^(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would)$/;
const relatives = /^(?:that|which|who|there)$/;

const baseForms = new Map(
  [...loneVerbs, ...meaningRings.flat().map((phrase) => phrase.split(' ', 1)[0] ?? '')].map((verb) => [
    stemWord(verb),
    verb,
  ]),
);

/** Reads the part of a question that describes a moment. `hasAuxiliary`: it follows `does` and the like. */
export function readClause(text: string, hasAuxiliary = false): Clause {
  const [main = '', beside] = text.trim().replace(standing, ' ').split(besideWords, 2);
  const words = wordsOf(main).filter((word) => !auxiliaries.test(word) && !relatives.test(word));
  const verbAt = findVerb(words, hasAuxiliary);
  const units = meaningUnits(words.join(' '));
  const verbStem = verbAt === undefined ? undefined : stemWord(words[verbAt] ?? '');
  return {
    words: [words.join(' '), ...(beside === undefined ? [] : ['beside', beside])].join(' ').trim(),
    units,
    beside: beside === undefined ? [] : meaningUnits(beside),
    verb: units.find((unit) => unit.stems[0] === verbStem),
    description: describe(words, verbAt, beside),
  };
}

/** A clause that says nothing. */
export const emptyClause: Clause = readClause('');

/** Where the verb stands: a verb that is known, else (after an auxiliary) the word before the first small word or the end. */
function findVerb(words: readonly string[], hasAuxiliary: boolean): number | undefined {
  const known = words.findIndex((word) => isKnownVerb(word) && !smallWords.has(word));
  if (known >= 0) return known;
  const firstName = words.findIndex((word) => !['a', 'an', 'the'].includes(word));
  if (firstName < 0) return undefined;
  const gerund = words.findIndex((word, index) => index > 0 && /[a-z]{2,}ing$/.test(word));
  if (gerund >= 0) return gerund;
  if (!hasAuxiliary) return undefined;
  const small = words.findIndex((word, index) => index > firstName && smallWords.has(word));
  const last = (small < 0 ? words.length : small) - 1;
  return last > firstName ? last : undefined;
}

function describe(words: readonly string[], verbAt: number | undefined, beside: string | undefined): string {
  const told = words.map((word, index) => {
    if (index === verbAt) return thirdPersonOf(baseForms.get(stemWord(word)) ?? baseOf(word));
    if (word === 'the' && (verbAt === undefined || index < verbAt)) return articleFor(words[index + 1]);
    return word;
  });
  const subject = verbAt === 0 ? ['something'] : [];
  return [
    ...subject,
    ...told,
    ...(beside === undefined ? [] : ['beside', beside.replace(/^(the|any|another)\b/, 'a')]),
  ].join(' ');
}

function baseOf(word: string): string {
  if (/[a-z]{2,}ing$/.test(word)) return word.slice(0, -3);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function articleFor(next: string | undefined): string {
  return /^[aeiou]/.test(next ?? '') ? 'an' : 'a';
}
