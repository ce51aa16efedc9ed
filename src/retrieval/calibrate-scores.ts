/** What an unrelated vector scores for one query. */
export interface ScoreBackground {
  readonly median: number;
  /** Robust standard deviation: interquartile range ÷ 1.349. */
  readonly spread: number;
}

/** Cosines of one query rarely spread less than this, however alike the few vectors of a small library are. */
const smallestSpread = 0.01;

/**
 * The background of one query from a sample of its cosines. Quartiles rather than moments: in a small library the
 * wanted moment is itself a good part of the sample.
 */
export function describeBackground(sample: Float32Array): ScoreBackground {
  const sorted = sample.toSorted();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), spread: Math.max(smallestSpread, (at(0.75) - at(0.25)) / 1.349) };
}

/** By how many deviations a cosine exceeds the background. */
export function deviationsAbove(cosine: number, background: ScoreBackground): number {
  return (cosine - background.median) / background.spread;
}
