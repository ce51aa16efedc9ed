import { AskreelError } from '../../domain/coded-error.js';

/** A caption beside what people wrote of the same thing. */
export interface CaptionPair {
  readonly caption: string;
  /** One or more. */
  readonly references: readonly string[];
}

/** Throws TRUTH_INVALID with the pair's position (from 1) when one has no reference; there is nothing to score it by. */
export function requireReferences(pairs: readonly CaptionPair[]): void {
  const index = pairs.findIndex(({ references }) => references.length === 0);
  if (index >= 0) throw new AskreelError('TRUTH_INVALID', `Caption ${index + 1} of ${pairs.length} has no reference.`);
}
