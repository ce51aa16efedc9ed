import { segmentChinese } from '../../domain/wording/chinese/segment-chinese.js';
import { isChinese, plainChinese } from '../../domain/wording/chinese/plain-chinese.js';
import { meaningSet, meaningUnits, says, type MeaningSet } from '../../domain/wording/meaning-units.js';

/** Of what a text says, so much must be known from the video. */
const leastShare = 0.5;

/** What some texts from a video say, to tell a model's words that rest on them from words of its own making. */
export class KnownWords {
  readonly #set: MeaningSet;
  readonly #raw: string;

  constructor(texts: readonly string[]) {
    this.#set = meaningSet(texts.join(' . '));
    this.#raw = plainChinese(texts.filter(isChinese).join(' . '));
  }

  /** Whether at least half of what a text says, in English or Chinese, is said by the video's texts. */
  supports(text: string): boolean {
    const found = isChinese(text) ? this.#lookUpChinese(text) : this.#lookUp(text);
    const known = found.filter(Boolean).length;
    return known > 0 && known >= leastShare * found.length;
  }

  #lookUp(text: string): boolean[] {
    return meaningUnits(text).map((unit) => says(this.#set, unit));
  }

  /** Captions are English whatever language the summary has: words of the dictionary are looked up in both. */
  #lookUpChinese(text: string): boolean[] {
    return segmentChinese(plainChinese(text)).flatMap(({ text: piece, word }) => {
      if (this.#raw !== '' && piece.length > 1 && this.#raw.includes(piece)) return [true];
      if (!word) return [isChinese(piece) ? false : meaningUnits(piece).some((unit) => says(this.#set, unit))];
      return word.english === '' || word.kind === 'empty' ? [] : this.#lookUp(word.english);
    });
  }
}
