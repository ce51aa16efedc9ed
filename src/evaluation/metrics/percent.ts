/** A share in percent, 0 to 100, as the benchmarks report theirs; `null` when there was nothing to count. */
export type Percent = number | null;

/** The mean of shares (0 to 1), in percent; a hit is 1, a miss is 0. */
export function meanPercent(shares: readonly number[]): Percent {
  return shares.length === 0 ? null : (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}
