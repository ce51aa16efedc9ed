import { temporalIou, type TimeSpan } from '../../domain/time-span.js';
import { pooledAveragePrecision } from './pooled-average-precision.js';

/** A span that a system found. */
export interface ScoredSpan extends TimeSpan {
  /** The higher, the surer; of any scale. */
  readonly score: number;
}

/**
 * Average precision, 0 to 1, of spans found in one video: each found span, the surest first (equal scores keep their
 * order), takes the true span of highest IoU that is not taken yet and has at least `leastIou`; without one it is
 * wrong, as a second find of the same span is; then {@link pooledAveragePrecision}. Of true spans with the same IoU the
 * later is taken, as github.com/jayleicn/moment_detr does (standalone_eval/utils.py).
 *
 * No found span gives 0, and so does no true one, where the reference divides by zero.
 */
export function detectionAveragePrecision(
  truths: readonly TimeSpan[],
  found: readonly ScoredSpan[],
  leastIou: number,
): number {
  const taken = new Set<number>();
  const judged = found
    .toSorted((a, b) => b.score - a.score)
    .map((span) => {
      const truth = bestFreeTruth(truths, span, leastIou, taken);
      if (truth !== undefined) taken.add(truth);
      return { score: span.score, hit: truth !== undefined };
    });
  return pooledAveragePrecision(judged, truths.length);
}

function bestFreeTruth(
  truths: readonly TimeSpan[],
  span: TimeSpan,
  leastIou: number,
  taken: ReadonlySet<number>,
): number | undefined {
  let [best, bestIou]: [number | undefined, number] = [undefined, leastIou];
  for (const [index, truth] of truths.entries()) {
    const iou = taken.has(index) ? -1 : temporalIou(span, truth);
    if (iou >= bestIou) [best, bestIou] = [index, iou];
  }
  return best;
}
