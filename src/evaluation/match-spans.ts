import { temporalIou, type TimeSpan } from '../domain/time-span.js';

/** Below this temporal IoU a true shot counts as not found. */
const leastIou = 0.3;

/** For each true span the found item that overlaps it best (largest temporal IoU, at least 0.3), or `undefined`. */
export function matchSpans<T extends { readonly span: TimeSpan }>(
  truths: readonly TimeSpan[],
  found: readonly T[],
): (T | undefined)[] {
  return truths.map((truth) => {
    let best: T | undefined;
    let bestIou = leastIou;
    for (const item of found) {
      const iou = temporalIou(truth, item.span);
      if (iou < bestIou || (best && iou === bestIou)) continue;
      [best, bestIou] = [item, iou];
    }
    return best;
  });
}
