import { stepSeconds, type StepFeatures } from './step-features.js';

/** Log-odds that a step shows what is described: as retrieval's own weights for packs without fitted ones. */
const weights = { bias: -2.5, frame: 0.3, clip: 0.7, caption: 3 };
/** The curve is averaged over so long. */
const smoothingSeconds = 1;

/** How much each step looks like the description, as log-odds, smoothed. */
export function similarityCurve({ count, frameDeviations, clipDeviations, captions }: StepFeatures): Float32Array {
  const curve = Float32Array.from(
    { length: count },
    (_, step) =>
      weights.bias +
      weights.frame * (frameDeviations[step] ?? 0) +
      weights.clip * (clipDeviations[step] ?? 0) +
      weights.caption * (captions[step] ?? 0),
  );
  const reach = Math.round(smoothingSeconds / stepSeconds / 2);
  return curve.map((_, step) => {
    const near = curve.subarray(Math.max(0, step - reach), step + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/**
 * The value that parts a curve into two groups whose means lie furthest apart for their sizes (Otsu 1979): it follows
 * each video, where a fixed threshold would find all of it or nothing. The least value for a flat curve.
 */
export function adaptiveThreshold(curve: Float32Array): number {
  const sorted = curve.toSorted();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  let best = { spread: 0, threshold: sorted[0] ?? 0 };
  let below = 0;
  for (let count = 1; count < sorted.length; count += 1) {
    below += sorted[count - 1] ?? 0;
    const above = sorted.length - count;
    const gap = (total - below) / above - below / count;
    const spread = count * above * gap * gap;
    if (spread > best.spread) best = { spread, threshold: ((sorted[count - 1] ?? 0) + (sorted[count] ?? 0)) / 2 };
  }
  return best.threshold;
}
