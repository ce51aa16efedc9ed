import { stepSeconds } from '../spans/step-features.js';
import type { Highlight } from '../contracts.js';

/** Shorter stretches cannot be followed by a viewer. */
const shortestSeconds = 1.5;
/** Longer ones are cut, so that one busy scene does not take all the time. */
const longestSeconds = 6;
/** A stretch goes on while the curve stays above this share of its peak. */
const peakShare = 0.6;
/** Stretches less salient than this share of the best one are no highlights, even where time is left. */
const leastShare = 0.35;

/**
 * The best stretches of a curve of saliency, `seconds` together at most: each grows from the highest step that is left
 * as long as the curve stays near that peak. In time order; none overlap; empty only when there is nothing to pick from.
 */
export function bestStretches(curve: Float32Array, seconds: number, durationSeconds: number): Highlight[] {
  const taken = new Uint8Array(curve.length);
  const picked: Highlight[] = [];
  let left = Math.floor(seconds / stepSeconds + 1e-6);
  const least = Math.min(Math.round(shortestSeconds / stepSeconds), left, curve.length);
  const most = Math.round(longestSeconds / stepSeconds);
  const highest = leastShare * curve.reduce((best, value) => Math.max(best, value), 0);
  while (left >= least && least > 0) {
    const peak = highestFree(curve, taken);
    const value = peak === undefined ? 0 : (curve[peak] ?? 0);
    if (peak === undefined || (value < highest && picked.length > 0)) break;
    const { first, end } = grow(curve, taken, peak, { least, most: Math.min(most, left) });
    taken.fill(1, first, end);
    // Too close to others to be seen: not offered, and not looked at again.
    if (end - first < least) continue;
    left -= end - first;
    const inside = curve.subarray(first, end);
    picked.push({
      startSeconds: first * stepSeconds,
      endSeconds: Math.min(durationSeconds, end * stepSeconds),
      saliency: inside.reduce((sum, one) => sum + one, 0) / inside.length,
    });
  }
  return picked.sort((a, b) => a.startSeconds - b.startSeconds);
}

function highestFree(curve: Float32Array, taken: Uint8Array): number | undefined {
  let best: number | undefined;
  for (const [step, value] of curve.entries()) {
    if (taken[step] === 0 && (best === undefined || value > (curve[best] ?? 0))) best = step;
  }
  return best;
}

/** Steps around a peak that are free: to the higher side first, while near the peak or still too short. */
function grow(
  curve: Float32Array,
  taken: Uint8Array,
  peak: number,
  { least, most }: { readonly least: number; readonly most: number },
): { readonly first: number; readonly end: number } {
  let [first, end] = [peak, peak + 1];
  const valueAt = (step: number): number => (taken[step] === 0 ? (curve[step] ?? -1) : -1);
  while (end - first < most) {
    const [before, after] = [valueAt(first - 1), valueAt(end)];
    const next = Math.max(before, after);
    if (next < 0 || (end - first >= least && next < peakShare * (curve[peak] ?? 0))) break;
    if (before > after) first -= 1;
    else end += 1;
  }
  return { first, end };
}
