import { temporalIou, type TimeSpan } from '../../domain/time-span.js';
import { meanPercent, type Percent } from './percent.js';

/** One sentence about one video. */
export interface GroundingItem {
  /** Where the sentence is true; one that is empty is never found. */
  readonly truth: TimeSpan;
  /** What the system found, the best first. */
  readonly predicted: readonly TimeSpan[];
}

export interface GroundingRecallOptions {
  /**
   * Whether an IoU of exactly the threshold is a hit, as in github.com/showlab/UniVTG (eval/eval.py). Default false, as in
   * github.com/open-mmlab/mmaction2 (video_grounding_metric.py).
   */
  readonly inclusiveThreshold?: boolean;
  /**
   * Leaves out, in order, each span that overlaps a kept one with more than this IoU, before the first k are taken;
   * github.com/microsoft/VideoX (2D-TAN/lib/core/eval.py) does so with 0.5 for Charades-STA. Default: none is left out.
   */
  readonly suppressAboveIou?: number;
}

/** Recall of the first k spans by the IoU that is asked for. */
export interface GroundingRecall {
  /** R@1. */
  readonly r1: Readonly<Record<GroundingIouThreshold, Percent>>;
  /** R@5. */
  readonly r5: Readonly<Record<GroundingIouThreshold, Percent>>;
  /** mIoU: the mean IoU of the first span, in percent. */
  readonly meanIou: Percent;
}

/** IoU above which a span is a hit. */
export type GroundingIouThreshold = '0.5' | '0.7';

/**
 * Temporal grounding as Charades-STA scores it (Gao et al., arXiv 1705.02101): a sentence is found when one of the first
 * k spans has an IoU above the threshold. The conventions in use differ, see {@link GroundingRecallOptions}: name the one
 * that a number was made with. A sentence without predictions is not found and has IoU 0; no sentences give `null`.
 */
export function groundingRecall(
  items: readonly GroundingItem[],
  { inclusiveThreshold = false, suppressAboveIou }: GroundingRecallOptions = {},
): GroundingRecall {
  const ious = items.map(({ truth, predicted }) =>
    suppress(predicted, suppressAboveIou).map((span) => temporalIou(span, truth)),
  );
  const recall = (depth: number, threshold: number): Percent => {
    const isHit = (iou: number): boolean => (inclusiveThreshold ? iou >= threshold : iou > threshold);
    return meanPercent(ious.map((ranked) => (ranked.slice(0, depth).some(isHit) ? 1 : 0)));
  };
  return {
    r1: { '0.5': recall(1, 0.5), '0.7': recall(1, 0.7) },
    r5: { '0.5': recall(5, 0.5), '0.7': recall(5, 0.7) },
    meanIou: meanPercent(ious.map(([first]) => first ?? 0)),
  };
}

function suppress(spans: readonly TimeSpan[], mostIou = Infinity): TimeSpan[] {
  const kept: TimeSpan[] = [];
  for (const span of spans) if (kept.every((other) => temporalIou(span, other) <= mostIou)) kept.push(span);
  return kept;
}
