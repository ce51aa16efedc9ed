import { overlapSeconds, spanSeconds, temporalIou, type TimeSpan } from '../../domain/time-span.js';

/** What a judge says of a window: probabilities of all its labels, float32, summing to 1. */
export interface JudgedWindow {
  readonly span: TimeSpan;
  readonly probabilities: Float32Array;
}

/** A window that fits a proposal little says little about it: its weight is its temporal IoU to this power. */
const fitPower = 3;

/**
 * The probability of one label at each step of a span: the mean over the windows that hold the step, where shorter
 * windows, which say it more exactly, count more. Steps without a window are 0.
 */
export function scoreCurve(
  windows: readonly JudgedWindow[],
  label: number,
  span: TimeSpan,
  stepSeconds: number,
): Float32Array {
  const curve = new Float32Array(Math.max(1, Math.round(spanSeconds(span) / stepSeconds)));
  return curve.map((_, step) => {
    const startSeconds = span.startSeconds + step * stepSeconds;
    const here = { startSeconds, endSeconds: startSeconds + stepSeconds };
    let [sum, weight] = [0, 0];
    for (const window of windows) {
      if (overlapSeconds(window.span, here) < stepSeconds / 2) continue;
      const share = 1 / spanSeconds(window.span);
      sum += share * (window.probabilities[label] ?? 0);
      weight += share;
    }
    return weight > 0 ? sum / weight : 0;
  });
}

/** Probabilities of all labels for a span: the mean over windows, weighted by how well they fit it; `undefined` without one that touches it. */
export function judgeSpan(windows: readonly JudgedWindow[], span: TimeSpan): Float32Array | undefined {
  let total = 0;
  let sums: Float32Array | undefined;
  for (const window of windows) {
    const weight = temporalIou(window.span, span) ** fitPower;
    if (weight === 0) continue;
    total += weight;
    sums ??= new Float32Array(window.probabilities.length);
    for (const [label, probability] of window.probabilities.entries()) {
      sums[label] = (sums[label] ?? 0) + weight * probability;
    }
  }
  return sums?.map((sum) => sum / total);
}
