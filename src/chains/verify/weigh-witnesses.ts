/** What one of those who looked says of a part of a statement: that it is so, or that it is something else. */
export interface Witness {
  readonly agrees: boolean;
  /** How sure it is of what it says, 0 to 1. */
  readonly probability: number;
}

/** Nobody is surer than that. */
const surest = 0.99;

/**
 * How likely a part of a statement is, 0 to 1, when each witness looked on its own: their odds multiplied. One that saw
 * something else leaves what it is not sure of, at most a half; without any witness it is a half. Captions, labels and
 * boxes come with probabilities that fit what is true (`bench/claims` prints how well).
 */
export function weighWitnesses(witnesses: readonly Witness[]): number {
  const odds = witnesses.reduce((product, { agrees, probability }) => {
    const likely = agrees ? probability : Math.min(0.5, 1 - probability);
    const kept = Math.min(surest, Math.max(1 - surest, likely));
    return (product * kept) / (1 - kept);
  }, 1);
  return odds / (1 + odds);
}
