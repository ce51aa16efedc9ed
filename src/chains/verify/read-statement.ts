import { splitCaption, type CaptionParts } from '../../domain/wording/caption-parts.js';
import { meaningUnits, type MeaningUnit } from '../../domain/wording/meaning-units.js';

/** What a statement says of a moment. */
export interface Statement {
  /** What it quotes. */
  readonly quotes: readonly string[];
  /** It says that something is not so, or counts: one moment cannot show that. */
  readonly beyondMoment: boolean;
  readonly parts: CaptionParts;
  readonly subject: readonly MeaningUnit[];
  readonly action: readonly MeaningUnit[];
  readonly place: readonly MeaningUnit[];
  readonly companion: readonly MeaningUnit[];
}

const times = /\(?\b\d+(?::\d{2}){1,2}(?:\.\d+)?(?:\s*(?:[–-]|to|until)\s*\d+(?::\d{2}){1,2}(?:\.\d+)?)?\b\)?:?/g;
const timeWords = /\b(?:at|from|between|around|about|until|after|before)\s*(?=[,.;:]|$)/gi;
const opening = /^(?:yes|there|here|first|then|later|next|finally|also|and|it is|it was)\b[,:]?\s*/i;
const negation = /\b(?:not|no|none|never|nobody|nothing|without|neither|nor|only|but)\b|n't\b/i;
const counting =
  /\b(?:once|twice|\d+ (?:times?|shots?|videos?|seconds?)|(?:two|three|four|five|six|seven|eight|nine|ten) times|more|less|most|longest|shortest)\b/i;
/** Say of a thing no more than that it is there. */
const beingThere =
  /\b(?:can|could|may) be seen\b|\bis (?:seen|visible|shown|there|present)\b|\b(?:is|are) (?=(?:in|on|at)\b)|\bis found\b/gi;

/** Reads a statement as a caption would be read; `titles` are the names of the cited videos. */
export function readStatement(text: string, titles: readonly string[]): Statement {
  const quotes = [...text.matchAll(/["“]([^"”]+)["”]/g)].map(([, quote = '']) => quote);
  const plain = titles
    .reduce((rest, title) => rest.replaceAll(title, ' '), text)
    .replace(times, ' ')
    .replace(/\bin (?=[,.;:]|$)/gi, ' ')
    .replace(timeWords, ' ')
    .replace(beingThere, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[\s,:;.–-]+|[\s,:;.–-]+$/g, '');
  const bare = plain.replace(opening, '').trim();
  const parts = /^(?:in|on|at)\b/i.test(bare) ? placeOnly(bare) : splitCaption(bare);
  const read = (words: string | undefined): MeaningUnit[] => meaningUnits(words ?? '');
  return {
    quotes,
    beyondMoment: negation.test(bare) || counting.test(bare),
    parts,
    subject: read(parts.subject),
    action: read(parts.action),
    place: read(parts.place),
    companion: read(parts.companion),
  };
}

/** An answer to "where?" may name the place and nothing else. */
function placeOnly(words: string): CaptionParts {
  const parts = splitCaption(words);
  return parts.action === '' ? { subject: '', action: '', place: words, companion: parts.companion } : parts;
}
