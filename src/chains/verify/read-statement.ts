import { AskreelError } from '../../domain/coded-error.js';
import { splitCaption, type CaptionParts } from '../../domain/wording/caption-parts.js';
import { isChinese } from '../../domain/wording/chinese/plain-chinese.js';
import { inSearchLanguage } from '../../domain/wording/in-search-language.js';
import { meaningUnits, type MeaningUnit } from '../../domain/wording/meaning-units.js';

/** What a statement says of a moment. */
export interface Statement {
  /** What it quotes. */
  readonly quotes: readonly string[];
  /** Why looking at one moment cannot settle it: it says that something is not so, counts, or could not be read. */
  readonly leftOpen?: string;
  readonly parts: CaptionParts;
  readonly subject: readonly MeaningUnit[];
  readonly action: readonly MeaningUnit[];
  readonly place: readonly MeaningUnit[];
  readonly companion: readonly MeaningUnit[];
}

const times = /\(?\b\d+(?::\d{2}){1,2}(?:\.\d+)?(?:\s*(?:[–-]|to|until)\s*\d+(?::\d{2}){1,2}(?:\.\d+)?)?\b\)?:?/g;
const timeWords = /\b(?:at|from|between|around|about|until|after|before)\s*(?=[,.;:]|$)/gi;
const opening =
  /^(?:yes|there|here|first|then|later|next|finally|also|and|it is|it was|both (?:show|are set))\b[,:]?\s*/i;
const negation = /\b(?:not|no|none|never|nobody|nothing|without|neither|nor|only|but)\b|n't\b/i;
const counting =
  /\b(?:once|twice|\d+ (?:times?|shots?|videos?|seconds?)|(?:two|three|four|five|six|seven|eight|nine|ten) times|more|less|most|longest|shortest)\b/i;
const chineseNegationOrCount = /[没不未无仅]|只有|[次秒]|最/;
/** Say of a thing no more than that it is there. */
const beingThere =
  /\b(?:can|could|may) be seen\b|\bis (?:seen|visible|shown|there|present)\b|\b(?:is|are) (?=(?:in|on|at)\b)|\bis found\b/gi;

/** Reads a statement as a caption would be read; `titles` are the names of the cited videos. */
export function readStatement(text: string, titles: readonly string[]): Statement {
  const untitled = titles
    .filter((title) => title !== '')
    .reduce(
      (rest, title) => [`"${title}"`, `“${title}”`, title].reduce((left, name) => left.replaceAll(name, ' '), rest),
      text,
    );
  const quotes = [...untitled.matchAll(/["“]([^"”]+)["”]/g)].map(([, quote = '']) => quote);
  const plain = untitled
    .replace(times, ' ')
    .replace(/\s+(?=[,.;:])/g, '')
    .replace(/\bin\s*(?=[,.;:]|$)/gi, ' ')
    .replace(timeWords, ' ')
    .replace(beingThere, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[\s,:;.–-]+|[\s,:;.–-]+$/g, '');
  const { words: bare, leftOpen } = isChinese(plain)
    ? readChinese(plain)
    : readEnglish(plain.replace(opening, '').trim());
  const parts = /^(?:in|on|at)\b/i.test(bare) ? placeOnly(bare) : splitCaption(bare);
  const read = (words: string | undefined): MeaningUnit[] => meaningUnits(words ?? '');
  return {
    quotes,
    ...(leftOpen !== undefined && { leftOpen }),
    parts,
    subject: read(parts.subject),
    action: read(parts.action),
    place: read(parts.place),
    companion: read(parts.companion),
  };
}

interface ReadWords {
  readonly words: string;
  readonly leftOpen?: string;
}

const beyondMoment = 'one moment cannot show it';

function readEnglish(words: string): ReadWords {
  return negation.test(words) || counting.test(words) ? { words, leftOpen: beyondMoment } : { words };
}

/** What was seen is told in English: a statement in Chinese is held against it in that. */
function readChinese(words: string): ReadWords {
  if (chineseNegationOrCount.test(words)) return { words: '', leftOpen: beyondMoment };
  try {
    return { words: inSearchLanguage(words.replace(/^(?:是的?|有的?|对)[，,]/, '').replace(/[，,。；;：:\s]+$/u, '')) };
  } catch (error) {
    if (!AskreelError.isInstance(error)) throw error;
    return { words: '', leftOpen: 'the dictionary lacks a word of it' };
  }
}

/** An answer to "where?" may name the place and nothing else. */
function placeOnly(words: string): CaptionParts {
  const parts = splitCaption(words);
  return parts.action === '' ? { subject: '', action: '', place: words, companion: parts.companion } : parts;
}
