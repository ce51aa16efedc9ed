/** A run of neighbouring values, `end` excluded. */
export interface ScoredRun {
  readonly start: number;
  readonly end: number;
  /** Of its values; above 0. */
  readonly sum: number;
}

/** A run with the sums of all values before its start and up to its end. */
interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly before: number;
  readonly upTo: number;
}

/**
 * All maximal scoring subsequences of some values, in order: runs that cannot be made better by growing or shrinking,
 * none of which touches another (Ruzzo and Tompa 1999). No run reaches over values that lose more than `largestDrop`
 * together, however much lies beyond them.
 */
export function maximalRuns(values: readonly number[], largestDrop = Infinity): ScoredRun[] {
  const kept: Candidate[] = [];
  let total = 0;
  let peak = 0;
  /** Runs before this one are done with. */
  let firstOpen = 0;
  for (const [index, value] of values.entries()) {
    const before = total;
    total += value;
    peak = Math.max(peak, total);
    if (peak - total > largestDrop) {
      firstOpen = kept.length;
      peak = total;
    }
    if (value <= 0) continue;
    let candidate: Candidate = { start: index, end: index + 1, before, upTo: total };
    for (;;) {
      const neighbour = kept.findLastIndex((run) => run.before < candidate.before);
      const left = kept[neighbour];
      // A run to the left that ends higher stands for itself; one that ends lower is joined with all in between.
      if (!left || neighbour < firstOpen || left.upTo >= candidate.upTo) break;
      candidate = { ...candidate, start: left.start, before: left.before };
      kept.length = neighbour;
    }
    kept.push(candidate);
  }
  return kept.map(({ start, end, before, upTo }) => ({ start, end, sum: upTo - before }));
}
