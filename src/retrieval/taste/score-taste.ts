import type { Taste, TasteScore } from '../../domain/feedback/taste.js';
import { tasteFor } from './apply-taste.js';
import type { JudgedMoment, JudgedQuery } from './judged-queries.js';

/** How well the order that a taste makes agrees with the thumbs of one query. */
export function scoreQuery({ ups, downs }: JudgedQuery, taste: Taste): TasteScore {
  const value = ({ logOdds, signals }: JudgedMoment): number => logOdds + tasteFor(signals, taste);
  const liked = ups.map(value);
  const disliked = downs.map(value);
  const wins = liked.flatMap((up) => disliked.map((down) => (up > down ? 1 : up === down ? 0.5 : 0)));
  // Of equals the disliked one is taken to stand first: no order earns anything by saying nothing.
  const order = [...disliked.map((score) => ({ score, gain: 0 })), ...liked.map((score) => ({ score, gain: 1 }))].sort(
    (a, b) => b.score - a.score,
  );
  const discounted = (gains: readonly number[]): number =>
    gains.slice(0, 10).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
  return {
    pairwiseAccuracy: mean(wins),
    ndcgAt10: discounted(order.map(({ gain }) => gain)) / discounted(liked.map(() => 1)),
  };
}

/** The mean over queries, each counting the same; 0 without any. */
export function meanScore(scores: readonly TasteScore[]): TasteScore {
  return {
    pairwiseAccuracy: mean(scores.map(({ pairwiseAccuracy }) => pairwiseAccuracy)),
    ndcgAt10: mean(scores.map(({ ndcgAt10 }) => ndcgAt10)),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
