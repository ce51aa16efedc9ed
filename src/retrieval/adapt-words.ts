import type { TextEncoder } from '../encoders/contracts.js';
import { inSearchLanguage } from '../domain/wording/in-search-language.js';
import { contentWords, inflectionsOf, toDescription } from './query-words.js';

/** A description in words that the encoder knows, as far as another inflection of them helps. */
export interface AdaptedDescription {
  readonly text: string;
  /** Content words that the encoder knows in no form. Always empty for open vocabularies. */
  readonly unknownWords: readonly string[];
}

/**
 * What was typed as a caption in the encoder's language and words. Throws BAD_ARGUMENT for a language that it does not
 * know and that cannot be translated.
 */
export function adaptDescription(
  typed: string,
  encoder: Pick<TextEncoder, 'unknownWords' | 'languages'>,
): AdaptedDescription {
  return adaptWords(toDescription(inSearchLanguage(typed, encoder.languages)), encoder);
}

/** Replaces unknown words of a closed vocabulary by a known inflection: `jumped` by `jumps`. */
export function adaptWords(description: string, encoder: Pick<TextEncoder, 'unknownWords'>): AdaptedDescription {
  const unknown = new Set(encoder.unknownWords(description).map((word) => word.toLowerCase()));
  const unknownWords: string[] = [];
  let text = description;
  for (const word of contentWords(description).filter((candidate) => unknown.has(candidate))) {
    const known = inflectionsOf(word).find((form) => encoder.unknownWords(form).length === 0);
    if (known === undefined) unknownWords.push(word);
    else text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'), known);
  }
  return { text, unknownWords };
}
