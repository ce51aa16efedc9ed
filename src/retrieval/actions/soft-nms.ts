import { temporalIou, type TimeSpan } from '../../domain/time-span.js';

/** Something found in a span, with how sure of it one is. */
export interface ScoredSpan {
  readonly span: TimeSpan;
  /** 0 to 1. */
  readonly score: number;
}

/** Width of the Gaussian over temporal IoU. */
const sigma = 0.35;

/**
 * Soft non-maximum suppression (Bodla et al. 2017, Gaussian): the best is taken as it is, and whatever overlaps it
 * loses score by exp(−IoU² / σ); again with the rest. What falls below `leastScore` is dropped. Best first.
 */
export function softNms<Found extends ScoredSpan>(found: readonly Found[], leastScore: number): Found[] {
  let rest = found.filter(({ score }) => score >= leastScore);
  const kept: Found[] = [];
  while (rest.length > 0) {
    const best = rest.reduce((a, b) => (b.score > a.score ? b : a));
    kept.push(best);
    rest = rest
      .filter((other) => other !== best)
      .map((other) => ({ ...other, score: other.score * Math.exp(-(temporalIou(other.span, best.span) ** 2) / sigma) }))
      .filter(({ score }) => score >= leastScore);
  }
  return kept;
}
