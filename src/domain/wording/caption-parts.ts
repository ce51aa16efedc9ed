import { wordsOf } from './english-stems.js';
import { isKnownVerb } from './meaning-units.js';

/** What a caption says of one who acts, in its parts: `a red dog` · `jumps` · `in the snow` · beside `a blue cat`. */
export interface CaptionParts {
  readonly subject: string;
  /** Empty where nothing is done, or no verb was found. */
  readonly action: string;
  readonly place: string;
  readonly companion: string | undefined;
}

const besideWords =
  /\s+(?:beside|next to|alongside|together with|accompanied by)\s+(?=(?:a|an|the|another|two|three|some)\b)/;
const placeStart =
  /^(?:in|on|at|by|under|over|inside|outside|behind|through|along|across|against|above|below|near|around|into|onto)$/;
const framing =
  /^(?:(?:the|this|an?) )?(?:video|clip|image|scene|picture|footage|photo|frame|shot|camera) (?:shows?|features?|depicts?|captures?|is of|of)(?: that)? |^(?:there (?:is|are)|we (?:can )?see|it shows) /i;
const auxiliary = /^(?:is|are|was|were)$/;
const article = /^(?:a|an|the|his|her|its|their)$/;
const linking = /^(?:of|with|without|wearing|holding|in|on|from|by|and|or|at|to|for|into|near)$/;

/**
 * Cuts a caption at the longest known action label in it; without one, at its first verb: one that is known before one
 * that only looks like a third person, a participle (`a man riding a horse`) last.
 */
export function splitCaption(caption: string, labels: readonly string[] = []): CaptionParts {
  const bare = caption
    .trim()
    .replace(framing, '')
    .replace(/[\s.,;:!?]+$/, '');
  const [main, companion] = splitBeside(bare);
  const label = labels.find((item) => ` ${main} `.includes(` ${item} `));
  if (label !== undefined) {
    const at = ` ${main} `.indexOf(` ${label} `);
    return { subject: main.slice(0, at).trim(), action: label, place: main.slice(at + label.length).trim(), companion };
  }
  const words = main.split(/\s+/);
  const verb = findVerb(words);
  if (verb < 0) return { subject: main, action: '', place: '', companion };
  const doing = auxiliary.test(words[verb] ?? '') && verb + 1 < words.length ? verb + 1 : verb;
  const after = words.slice(doing + 1).findLastIndex((word) => placeStart.test(word));
  const place = after < 0 ? words.length : doing + 1 + after;
  return {
    subject: words.slice(0, verb).join(' '),
    action: words.slice(doing, place).join(' '),
    place: words.slice(place).join(' '),
    companion,
  };
}

/** Parts a text at `beside`, `next to` and the like: who acts, and who stands by. */
export function splitBeside(text: string): [main: string, companion: string | undefined] {
  const [main = '', companion] = text.split(besideWords, 2);
  return [main, companion];
}

/** The words of a name without its article: `a red dog` → `red dog`. */
export function bareName(name: string): string {
  return wordsOf(name)
    .filter((word) => !['a', 'an', 'the', 'another', 'one'].includes(word))
    .join(' ');
}

/** The word that says what somebody is: `red dog` → `dog`, `woman in a red coat` → `woman`. */
export function headNoun(name: string): string {
  const words = wordsOf(bareName(name));
  const linked = words.findIndex((word, index) => index > 0 && linking.test(word));
  return words[linked < 0 ? words.length - 1 : linked - 1] ?? '';
}

/**
 * What a caption of one or more sentences says, one part for each that does something: `A man sits down. He then reads
 * while a dog sleeps.` has three. A pronoun stands for the one before it.
 */
export function readCaption(caption: string, labels: readonly string[] = []): CaptionParts[] {
  const clauses = caption
    .split(/(?<=[.!?])\s+|[.;]\s+|,? (?:while|whereas) (?=(?:a|an|the|another|two|some)\b)|,? and then (?=\w)/i)
    .filter((clause) => /\p{L}/u.test(clause));
  const parts: CaptionParts[] = [];
  for (const clause of clauses) {
    const part = splitCaption(clause.replace(/^(?:then|next|finally|and|afterwards),? /i, ''), labels);
    const last = parts.at(-1);
    const continues = last && (part.subject === '' || /^(?:it|he|she|they)\b/i.test(part.subject));
    // What follows a first part must itself be a doing: "The sky is blue." is no event of its own.
    if (last && part.action === '') continue;
    parts.push(continues ? { ...part, subject: last.subject, place: part.place || last.place } : part);
  }
  return parts;
}

function findVerb(words: readonly string[]): number {
  const finite = words.map((word, index) => index > 0 && isThirdPerson(words, index));
  const known = words.findIndex((word, index) => finite[index] && (auxiliary.test(word) || isKnownVerb(word)));
  if (known >= 0) return known;
  const first = finite.indexOf(true);
  if (first >= 0) return first;
  const bareVerb = words.findIndex((word, index) => index > 1 && /[a-z]{2,}ing$/i.test(word) && !linking.test(word));
  return bareVerb >= 0 ? bareVerb : words[0] !== undefined && isKnownVerb(words[0]) ? 0 : -1;
}

function isThirdPerson(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (auxiliary.test(word)) return true;
  const before = words[index - 1] ?? '';
  // "He jumps" has a subject of one word, "a dogs" has none; "with glasses" and "the stairs" are no doings.
  const follows = index > 1 || /^(?:he|she|it|they)$/i.test(before);
  return (
    follows && /[a-z]{2,}s$/.test(word) && !/(?:ss|us)$/.test(word) && !article.test(before) && !linking.test(before)
  );
}
