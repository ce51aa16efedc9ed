import type { Rate } from '../rate.js';
import type { ActionBox, DetectedActionBox } from './action-box.js';
import { pooledAveragePrecision } from './pooled-average-precision.js';
import { groupBy } from './group-by.js';
import { judgeFrame } from './judge-frame.js';
import { meanRate } from './mean-rate.js';

/** A class that is scored. */
export interface ActionCategory {
  readonly id: number;
  readonly name: string;
}

/** One frame of one video. */
export type FramePlace = Pick<ActionBox, 'videoId' | 'timestampSeconds'>;

export interface FrameMapOptions {
  /** Frames that are left out on both sides. */
  readonly excludedFrames?: readonly FramePlace[];
  /**
   * Which published evaluator to follow where they differ. `activitynet` (default) counts a class with truth but without
   * detections as 0 and looks at the 50 surest detections of a frame, all classes together; `mmaction2` leaves such a
   * class out of the means and looks at all detections.
   */
  readonly evaluator?: 'activitynet' | 'mmaction2';
}

/** AVA's three sorts of action. */
export type ActionGroup = 'person movement' | 'object manipulation' | 'person interaction';

/** Mean average precision of spatio-temporal detection at IoU 0.5, 0 to 1; `null` where nothing is scored. */
export interface FrameMapScore {
  readonly overall: Rate;
  readonly byGroup: Readonly<Record<ActionGroup, Rate>>;
  /** All categories given; `null` for one without truth, or left out as `mmaction2` does. */
  readonly byCategory: readonly { readonly category: ActionCategory; readonly averagePrecision: Rate }[];
}

const detectionsPerFrame = 50;

/**
 * AVA's frame mAP at IoU 0.5. In each frame and class, detections in falling score look at the true box of their highest
 * IoU alone: right when that is at least 0.5 and the box is free, else wrong (the temporal metric goes on to the next
 * best). {@link pooledAveragePrecision} over all frames, then the mean over the classes with truth.
 *
 * Classes outside `categories` are ignored. A frame with truth of any scored class is labelled; detections on other
 * frames are ignored, as are boxes without area among them. A labelled frame without detections counts in recall. Equal
 * scores are taken in the order given.
 *
 * Sources: Gu et al., "AVA: A Video Dataset of Spatio-temporally Localized Atomic Visual Actions" (CVPR 2018);
 * github.com/activitynet/ActivityNet, Evaluation/get_ava_performance.py; github.com/open-mmlab/mmaction2,
 * mmaction/evaluation/functional/ava_utils.py.
 */
export function frameMap(
  truths: readonly ActionBox[],
  detections: readonly DetectedActionBox[],
  categories: readonly ActionCategory[],
  options: FrameMapOptions = {},
): FrameMapScore {
  const { excludedFrames = [], evaluator = 'activitynet' } = options;
  const excluded = new Set(excludedFrames.map(frameKey));
  const ids = new Set(categories.map(({ id }) => id));
  const isScored = (box: ActionBox): boolean => ids.has(box.actionId) && !excluded.has(frameKey(box));
  const truthsByFrame = groupBy(truths.filter(isScored), frameKey);
  const detectionsByFrame = groupBy(detections.filter(isScored), frameKey);
  const judged = [...truthsByFrame].flatMap(([key, boxes]) => {
    const ranked = (detectionsByFrame.get(key) ?? []).toSorted((a, b) => b.score - a.score);
    return judgeFrame(boxes, evaluator === 'activitynet' ? ranked.slice(0, detectionsPerFrame) : ranked);
  });
  const judgedByClass = groupBy(judged, ({ actionId }) => actionId);
  const truthsByClass = groupBy([...truthsByFrame.values()].flat(), ({ actionId }) => actionId);
  const byCategory = categories.map((category) => {
    const ofClass = judgedByClass.get(category.id) ?? [];
    const positives = truthsByClass.get(category.id)?.length ?? 0;
    const leftOut = positives === 0 || (evaluator === 'mmaction2' && ofClass.length === 0);
    return { category, averagePrecision: leftOut ? null : pooledAveragePrecision(ofClass, positives) };
  });
  const mean = (group?: ActionGroup): Rate =>
    meanRate(
      byCategory.flatMap(({ category, averagePrecision }) =>
        averagePrecision === null || (group && group !== actionGroup(category.id)) ? [] : averagePrecision,
      ),
    );
  return {
    overall: mean(),
    byGroup: {
      'person movement': mean('person movement'),
      'object manipulation': mean('object manipulation'),
      'person interaction': mean('person interaction'),
    },
    byCategory,
  };
}

/** The sort of action that AVA's class numbers (from 1) belong to. */
export function actionGroup(actionId: number): ActionGroup {
  if (actionId <= 14) return 'person movement';
  return actionId <= 63 ? 'object manipulation' : 'person interaction';
}

function frameKey({ videoId, timestampSeconds }: FramePlace): string {
  return `${timestampSeconds} ${videoId}`;
}
