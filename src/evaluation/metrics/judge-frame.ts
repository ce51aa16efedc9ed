import { boxArea, boxIou, type ActionBox, type DetectedActionBox } from './action-box.js';
import type { JudgedDetection } from './pooled-average-precision.js';

/** From this IoU on a detected box is right. */
const leastIou = 0.5;

/**
 * Which detections of one frame, surest first, are right: of each one's class the true box of highest IoU (the first of
 * equals), where that is at least 0.5 and no surer detection had it. Detections without area are dropped.
 */
export function judgeFrame(
  truths: readonly ActionBox[],
  ranked: readonly DetectedActionBox[],
): (JudgedDetection & Pick<ActionBox, 'actionId'>)[] {
  const taken = new Set<number>();
  return ranked
    .filter((box) => boxArea(box) > 0)
    .map((box) => {
      let best = -1;
      let bestIou = 0;
      for (const [index, truth] of truths.entries()) {
        const iou = truth.actionId === box.actionId ? boxIou(truth, box) : 0;
        if (iou > bestIou) [best, bestIou] = [index, iou];
      }
      const hit = bestIou >= leastIou && !taken.has(best);
      if (hit) taken.add(best);
      return { score: box.score, hit, actionId: box.actionId };
    });
}
