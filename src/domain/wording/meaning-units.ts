import { stemWord, wordsOf } from './english-stems.js';
import { loneVerbs, meaningRings } from './meaning-rings.js';
import { emptyWords } from './empty-words.js';

/** One thing that a text says: a word, or a phrase that has a ring of other wordings. */
export interface MeaningUnit {
  /** Equal for all wordings of a ring; for other words the stem. */
  readonly meaning: string;
  readonly stems: readonly string[];
  /** True when the unit is known to be a verb. */
  readonly verb: boolean;
}

/** What a text says, ready to be looked up. */
export interface MeaningSet {
  readonly meanings: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
}

interface RingPhrase {
  readonly stems: readonly string[];
  readonly meaning: string;
  readonly verb: boolean;
}

const particles = new Set(['up', 'down', 'off', 'away', 'in', 'out', 'open', 'shut', 'closer', 'near']);
const skippable = new Set(['a', 'an', 'the', 'its', 'it', 'his', 'her', 'their', 'to']);
const longestGap = 3;
// The rings from here on are things, not doings.
const firstThing = meaningRings.findIndex((ring) => ring[0] === 'person');

const phrases: readonly RingPhrase[] = meaningRings
  .flatMap((ring, index) =>
    ring.map((phrase) => ({
      stems: wordsOf(phrase).map(stemWord),
      meaning: `~${ring[0] ?? ''}`,
      verb: index < firstThing,
    })),
  )
  .toSorted((a, b) => b.stems.length - a.stems.length);

/** By their first stem; `rank` is the place among all phrases, the longest first. */
const phrasesFrom = new Map<string, (RingPhrase & { readonly rank: number })[]>();
for (const [rank, phrase] of phrases.entries()) {
  const first = phrase.stems[0] ?? '';
  phrasesFrom.set(first, [...(phrasesFrom.get(first) ?? []), { ...phrase, rank }]);
}

const verbStems = new Set([
  ...loneVerbs.map(stemWord),
  ...phrases.flatMap((phrase) => (phrase.verb ? [phrase.stems[0] ?? ''] : [])),
]);

/** Whether some form of an English verb that is known here; `left` and nouns are none. */
export function isKnownVerb(word: string): boolean {
  return verbStems.has(stemWord(word));
}

/** The meaning of a text's words in order; articles, auxiliaries and the like are left out. */
export function meaningUnits(text: string): MeaningUnit[] {
  const words = wordsOf(text);
  const stems = words.map(stemWord);
  const used = new Set<number>();
  const units: { readonly at: number; readonly unit: MeaningUnit }[] = [];
  const begun = [...new Set(stems)].flatMap((stem) => phrasesFrom.get(stem) ?? []);
  for (const phrase of begun.toSorted((a, b) => a.rank - b.rank)) {
    for (let start = 0; start < stems.length; start += 1) {
      const places = matchPhrase(phrase.stems, stems, words, start, used);
      if (!places) continue;
      places.forEach((place) => used.add(place));
      units.push({ at: start, unit: { meaning: phrase.meaning, stems: phrase.stems, verb: phrase.verb } });
    }
  }
  words.forEach((word, at) => {
    const stem = stems[at] ?? '';
    if (used.has(at) || emptyWords.has(word)) return;
    units.push({ at, unit: { meaning: stem, stems: [stem], verb: verbStems.has(stem) } });
  });
  return units.toSorted((a, b) => a.at - b.at).map(({ unit }) => unit);
}

/** Everything that a text says. */
export function meaningSet(text: string): MeaningSet {
  const units = meaningUnits(text);
  return { meanings: new Set(units.map((unit) => unit.meaning)), stems: new Set(wordsOf(text).map(stemWord)) };
}

/** Whether a text says this, in the same or in another wording. */
export function says(set: MeaningSet, unit: MeaningUnit): boolean {
  return set.meanings.has(unit.meaning) || unit.stems.every((stem) => set.stems.has(stem));
}

/** A phrase from `start` on: its words in order; articles may stand between, before a particle up to three words. */
function matchPhrase(
  phrase: readonly string[],
  stems: readonly string[],
  words: readonly string[],
  start: number,
  used: ReadonlySet<number>,
): number[] | undefined {
  if (stems[start] !== phrase[0] || used.has(start)) return undefined;
  const places = [start];
  for (const wanted of phrase.slice(1)) {
    let at = (places.at(-1) ?? start) + 1;
    const furthest = particles.has(wanted) ? at + longestGap : at;
    const passable = (place: number) =>
      skippable.has(words[place] ?? '') || (place < furthest && !particles.has(stems[place] ?? ''));
    while (at < stems.length && stems[at] !== wanted && passable(at)) at += 1;
    if (stems[at] !== wanted || used.has(at)) return undefined;
    places.push(at);
  }
  return places;
}
