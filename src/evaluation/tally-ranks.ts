import type { RetrievalScore } from './contracts.js';
import { shareOf, type Rate } from './rate.js';

/** Where a query's shot came out. */
export interface RankedQuery {
  /** From 1; `undefined` when it was not among the moments looked at. */
  readonly rank: number | undefined;
  readonly unseen: boolean;
}

/** How many moments are looked at for each query. */
export const momentsRanked = 10;

/** Recall at 1, 5 and 10, and the median rank. */
export function tallyRanks(queries: readonly RankedQuery[]): RetrievalScore {
  const unseen = queries.filter((query) => query.unseen);
  return {
    r1: recallAt(queries, 1),
    r5: recallAt(queries, 5),
    r10: recallAt(queries, 10),
    medianRank: median(queries.map((query) => query.rank ?? momentsRanked + 1)),
    queries: queries.length,
    unseen: { r1: recallAt(unseen, 1), r5: recallAt(unseen, 5), queries: unseen.length },
  };
}

function recallAt(queries: readonly RankedQuery[], depth: number): Rate {
  return shareOf(queries, ({ rank }) => rank !== undefined && rank <= depth);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
