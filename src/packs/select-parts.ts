import { AskreelError } from '../domain/coded-error.js';
import type { PackPart, PackRecipe } from './pack-recipe.js';

/** Which parts of a recipe a user wants; words are part names or roles. */
export interface PartSelection {
  /** These and no others. */
  readonly only?: readonly string[];
  /** All but these. */
  readonly without?: readonly string[];
}

/**
 * The parts that are wanted. A CLIP belongs to every pack whose recipe has one: without it no video can be indexed.
 * Throws `BAD_ARGUMENT` for a word that names no part, and when nothing is left.
 */
export function selectParts({ id, parts }: PackRecipe, { only, without = [] }: PartSelection): readonly PackPart[] {
  for (const word of [...(only ?? []), ...without]) {
    if (parts.some((part) => isNamed(part, word))) continue;
    const words = parts.flatMap((part) => [part.name, ...part.roles.filter((role) => role !== part.name)]);
    throw new AskreelError('BAD_ARGUMENT', `The pack ${id} has no part "${word}".`, {
      hint: `It has ${words.join(', ')}.`,
    });
  }
  const refused = parts.find(({ name }) => name === 'image-text' && without.some((word) => word === name));
  if (refused || without.some((word) => word === 'frame' || word === 'text')) {
    throw new AskreelError('BAD_ARGUMENT', 'The image-text part cannot be left out: videos are indexed with it.');
  }
  const wanted = parts.filter(
    (part) =>
      part.name === 'image-text' ||
      ((only?.some((word) => isNamed(part, word)) ?? true) && !without.some((word) => isNamed(part, word))),
  );
  if (wanted.length > 0) return wanted;
  throw new AskreelError('BAD_ARGUMENT', `Nothing of the pack ${id} is left.`);
}

function isNamed(part: PackPart, word: string): boolean {
  const plain = word.toLowerCase();
  return part.name === plain || part.roles.some((role) => role.toLowerCase() === plain);
}
