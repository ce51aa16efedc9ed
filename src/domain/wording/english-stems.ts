/** Forms that no rule gives, and words that look like a form but are none. */
const irregular: Readonly<Record<string, string>> = {
  sat: 'sit',
  stood: 'stand',
  flew: 'fly',
  flown: 'fly',
  came: 'come',
  went: 'go',
  gone: 'go',
  rose: 'rise',
  risen: 'rise',
  got: 'get',
  took: 'take',
  taken: 'take',
  leapt: 'leap',
  said: 'say',
  says: 'say',
  spoke: 'speak',
  spoken: 'speak',
  told: 'tell',
  saw: 'see',
  seen: 'see',
  ran: 'run',
  held: 'hold',
  threw: 'throw',
  thrown: 'throw',
  fell: 'fall',
  fallen: 'fall',
  drove: 'drive',
  driven: 'drive',
  rode: 'ride',
  swam: 'swim',
  ate: 'eat',
  eaten: 'eat',
  drank: 'drink',
  began: 'begin',
  begun: 'begin',
  left: 'left',
  lay: 'lie',
  lying: 'lie',
  heard: 'hear',
  kept: 'keep',
  made: 'make',
  gave: 'give',
  given: 'give',
  wore: 'wear',
  people: 'person',
  persons: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  mice: 'mouse',
  geese: 'goose',
  snow: 'snow',
  grey: 'gray',
  colour: 'color',
  colours: 'color',
  something: 'something',
  nothing: 'nothing',
  anything: 'anything',
  during: 'during',
  evening: 'evening',
  morning: 'morning',
  string: 'string',
  thing: 'thing',
  things: 'thing',
  bus: 'bus',
  buses: 'bus',
  red: 'red',
  bed: 'bed',
  shed: 'shed',
  sled: 'sled',
  this: 'this',
  is: 'is',
  was: 'was',
  has: 'has',
  does: 'does',
  its: 'its',
  always: 'always',
};

const vowel = /[aeiouy]/;

/**
 * One form for all forms of an English word (`moves`, `moved`, `moving` → `mov`; `dogs` → `dog`; `sat` → `sit`), good
 * enough to compare the words of a question with those of a caption. Not a dictionary form: see {@link thirdPersonOf}.
 */
export function stemWord(word: string): string {
  const lower = word.toLowerCase().replace(/'s$/, '');
  const known = Object.hasOwn(irregular, lower) ? irregular[lower] : undefined;
  return dropFinalE(known ?? dropEnding(lower));
}

/** The words of a text in lower case, without punctuation; apostrophes inside words stay. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’]/g, "'")
      .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  );
}

/** `move` → `moves`, `fly` → `flies`, `crouch` → `crouches`; for verbs in their base form. */
export function thirdPersonOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return `${verb}s`;
}

function dropEnding(word: string): string {
  if (word.length <= 3) return word;
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ss|us|is|eed)$/.test(word)) return word;
  if (/(?:s|x|z|ch|sh)es$/.test(word) || /oes$/.test(word)) return word.slice(0, -2);
  if (/s$/.test(word)) return word.slice(0, -1);
  for (const ending of ['ing', 'ied', 'ed']) {
    const stem = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || stem.length < 2 || !vowel.test(stem)) continue;
    if (ending === 'ied') return `${stem}y`;
    return /([bdgklmnprt])\1$/.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem;
  }
  return word;
}

function dropFinalE(word: string): string {
  return word.length > 3 && word.endsWith('e') && !word.endsWith('ee') ? word.slice(0, -1) : word;
}
