import type { TimeSpan } from '../domain/time-span.js';
import { adaptiveThreshold } from '../retrieval/spans/similarity-curve.js';
import type { StepFeatures } from '../retrieval/spans/step-features.js';
import { stepSeconds } from '../retrieval/spans/step-features.js';
import type { ScoredSpan } from './metrics/detection-average-precision.js';

/** Length of the windows that know nothing of a video. */
const windowSeconds = 4;

/** Fixed windows, one after another, ranked by how much the clips and frames in them look like the description. */
export function fixedWindows(
  { count, frameCosines, clipCosines }: StepFeatures,
  durationSeconds: number,
): ScoredSpan[] {
  const perWindow = windowSeconds / stepSeconds;
  const windows = Array.from({ length: Math.ceil(count / perWindow) }, (_, index) => {
    const [first, end] = [index * perWindow, Math.min(count, (index + 1) * perWindow)];
    const score = mean(clipCosines, first, end) + mean(frameCosines, first, end);
    return { ...spanOf(first, end, durationSeconds), score };
  });
  return windows.sort((a, b) => b.score - a.score);
}

/** What single frames tell: runs of frames that look like the description, with the curve's own threshold. No clips, shots or motion. */
export function frameRuns({ count, frameCosines }: StepFeatures, durationSeconds: number): ScoredSpan[] {
  const threshold = adaptiveThreshold(frameCosines);
  const runs: ScoredSpan[] = [];
  let open: number | undefined;
  for (let step = 0; step <= count; step += 1) {
    const above = step < count && (frameCosines[step] ?? 0) >= threshold;
    if (above) open ??= step;
    else if (open !== undefined) {
      runs.push({ ...spanOf(open, step, durationSeconds), score: mean(frameCosines, open, step) });
      open = undefined;
    }
  }
  return runs.sort((a, b) => b.score - a.score);
}

function spanOf(first: number, end: number, durationSeconds: number): TimeSpan {
  return { startSeconds: first * stepSeconds, endSeconds: Math.min(durationSeconds, end * stepSeconds) };
}

function mean(values: Float32Array, first: number, end: number): number {
  return values.subarray(first, end).reduce((sum, value) => sum + value, 0) / Math.max(1, end - first);
}
