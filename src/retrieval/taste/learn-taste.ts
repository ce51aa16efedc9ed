import type { Taste, TasteScore } from '../../domain/feedback/taste.js';
import { fitTaste, noTaste } from './fit-taste.js';
import type { JudgedQuery } from './judged-queries.js';
import { meanScore, scoreQuery } from './score-taste.js';

/** Below this many queries with thumbs of both kinds nothing can be said. */
export const fewestQueries = 10;
const folds = 5;
/** A gain must exceed its standard error so many times: what comes by chance alone seldom does. */
const wantedErrors = 3;
/** The order of the first ten may lose so much while pairs gain. */
const allowedLoss = 0.01;

/** Why a taste is used or not. */
export type TasteDecision = 'adopted' | 'too-little-feedback' | 'no-better';

/** A taste with its worth on feedback that it had not seen. */
export interface LearnedTaste {
  readonly decision: TasteDecision;
  /** Fitted to all feedback. */
  readonly taste: Taste;
  readonly queries: number;
  readonly pairs: number;
  /** Cross-validated by query: no thumb of a query helped to fit the taste that ranks it. */
  readonly heldOut: { readonly before: TasteScore; readonly after: TasteScore };
}

/**
 * Fits a taste and finds out whether to use it: only where it orders the moments of queries that it has not seen clearly
 * better than the pack's weights do. Deterministic.
 */
export function learnTaste(queries: readonly JudgedQuery[], floors: Taste): LearnedTaste {
  const before = queries.map((query) => scoreQuery(query, noTaste));
  const after = Array.from<TasteScore>({ length: queries.length });
  for (let fold = 0; fold < Math.min(folds, queries.length); fold += 1) {
    const taste = fitTaste(
      queries.filter((_, index) => index % folds !== fold),
      floors,
    );
    for (let index = fold; index < queries.length; index += folds) {
      const query = queries[index];
      if (query) after[index] = scoreQuery(query, taste);
    }
  }
  return {
    decision: decide(before, after),
    taste: fitTaste(queries, floors),
    queries: queries.length,
    pairs: queries.reduce((sum, { ups, downs }) => sum + ups.length * downs.length, 0),
    heldOut: { before: meanScore(before), after: meanScore(after) },
  };
}

function decide(before: readonly TasteScore[], after: readonly TasteScore[]): TasteDecision {
  const count = before.length;
  if (count < fewestQueries) return 'too-little-feedback';
  const gains = before.map(({ pairwiseAccuracy }, index) => (after[index]?.pairwiseAccuracy ?? 0) - pairwiseAccuracy);
  const gain = gains.reduce((sum, value) => sum + value, 0) / count;
  const variance = gains.reduce((sum, value) => sum + (value - gain) ** 2, 0) / (count - 1);
  const loss = meanScore(before).ndcgAt10 - meanScore(after).ndcgAt10;
  const clear = gain > 0 && gain >= wantedErrors * Math.sqrt(variance / count);
  return clear && loss <= allowedLoss ? 'adopted' : 'no-better';
}
