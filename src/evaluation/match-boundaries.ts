/** How many of the boundaries agree. */
export interface BoundaryMatch {
  readonly matched: number;
  readonly truths: number;
  readonly found: number;
}

/** Sums of milliseconds are not exact. */
const rounding = 1e-6;

/** Pairs true and found boundary times (seconds, ascending) that lie within the tolerance, each at most once. */
export function matchBoundaries(
  truths: readonly number[],
  found: readonly number[],
  toleranceSeconds: number,
): BoundaryMatch {
  let [matched, truth, candidate] = [0, 0, 0];
  while (truth < truths.length && candidate < found.length) {
    const distance = (found[candidate] ?? 0) - (truths[truth] ?? 0);
    if (Math.abs(distance) <= toleranceSeconds + rounding) {
      matched += 1;
      truth += 1;
      candidate += 1;
    } else if (distance < 0) candidate += 1;
    else truth += 1;
  }
  return { matched, truths: truths.length, found: found.length };
}
