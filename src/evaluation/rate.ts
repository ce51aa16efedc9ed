/** A share, 0 to 1; `null` when there was nothing to count. */
export type Rate = number | null;

/** The share of things that are right. */
export function rateOf(right: number, total: number): Rate {
  return total === 0 ? null : right / total;
}

/** The share of items for which the condition holds. */
export function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): Rate {
  return rateOf(items.filter(holds).length, items.length);
}
