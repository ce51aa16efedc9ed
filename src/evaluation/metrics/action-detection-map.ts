import { temporalIou, type TimeSpan } from '../../domain/time-span.js';
import type { Rate } from '../rate.js';
import { pooledAveragePrecision, type JudgedDetection } from './pooled-average-precision.js';
import { groupBy } from './group-by.js';
import { meanRate } from './mean-rate.js';

/** One action in a video. */
export interface LabelledSpan {
  readonly label: string;
  readonly span: TimeSpan;
}

/** An action that a detector reports. */
export interface DetectedAction extends LabelledSpan {
  readonly videoId: string;
  /** Any finite number; more is surer. */
  readonly score: number;
}

/** A video with its true actions; one without any is a background video, in which every detection is wrong. */
export interface AnnotatedVideo {
  readonly videoId: string;
  /** The part of the data set that it belongs to, as the data set calls it. */
  readonly subset: string;
  readonly actions: readonly LabelledSpan[];
}

/** What is scored, and from which temporal IoU on a detection is right. */
export interface ActionDetectionProtocol {
  /** Only videos of this subset give truth. */
  readonly subset: string;
  readonly tiouThresholds: readonly number[];
}

export interface ActionDetectionOptions extends ActionDetectionProtocol {
  /** Videos that are left out, with their detections (ActivityNet publishes a list of those gone from the web). */
  readonly blockedVideos?: ReadonlySet<string>;
  /** Takes the truth as it stands, repeated and empty actions too, as the first ActivityNet script does; default false. */
  readonly keepFlawedTruth?: boolean;
}

/** The protocol of ActivityNet 1.3: its validation subset, tIoU 0.5 to 0.95 in steps of 0.05. */
export const activityNetProtocol: ActionDetectionProtocol = {
  subset: 'validation',
  tiouThresholds: [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95],
};

/** The protocol of THUMOS-14: its test subset, tIoU 0.3 to 0.7 in steps of 0.1. */
export const thumosProtocol: ActionDetectionProtocol = {
  subset: 'test',
  tiouThresholds: [0.3, 0.4, 0.5, 0.6, 0.7],
};

/** Mean average precision of temporal action detection, 0 to 1; `null` where no class has truth. */
export interface ActionDetectionScore {
  /** Mean over the thresholds. */
  readonly averageMap: Rate;
  readonly byThreshold: readonly { readonly tiou: number; readonly map: Rate }[];
  /** Every class with truth, in order of appearance; its average precisions are in the order of the thresholds. */
  readonly byClass: readonly { readonly label: string; readonly averagePrecisions: readonly number[] }[];
  /** True actions scored against. */
  readonly truths: number;
  /** Detections that were read, those of classes without truth included. */
  readonly detections: number;
}

/**
 * Temporal action detection mAP. ActivityNet and THUMOS-14 are scored alike but for subset and thresholds
 * ({@link activityNetProtocol}, {@link thumosProtocol}). Each class by itself: detections of all videos in falling score
 * take the free true action of highest tIoU that reaches the threshold, the next-best one when that is taken;
 * {@link pooledAveragePrecision} of the hits, then the mean over classes.
 *
 * Truth comes from videos of the subset only, detections from all videos: on a video of another subset, or one without
 * truth, they are wrong. Classes are those with truth; detections of other classes are ignored (the first ActivityNet
 * script stops at them), a class without detections counts 0. Repeated truth (same label, both ends within 0.001 s of
 * an earlier one in the video) and truth that does not end after it starts are dropped unless `keepFlawedTruth`.
 * Equal scores are taken in the order given, of equal tIoUs the earlier true action; the references leave both to an
 * unstable sort.
 *
 * Sources: Caba Heilbron et al., "ActivityNet" (CVPR 2015); Idrees et al., "The THUMOS challenge" (CVIU 2017); values
 * as github.com/sming256/OpenTAD, opentad/evaluations/mAP.py.
 */
export function actionDetectionMap(
  videos: readonly AnnotatedVideo[],
  detections: readonly DetectedAction[],
  options: ActionDetectionOptions,
): ActionDetectionScore {
  const { subset, tiouThresholds, blockedVideos, keepFlawedTruth = false } = options;
  const scored = videos.filter((video) => video.subset === subset && !blockedVideos?.has(video.videoId));
  const used = detections.filter(({ videoId }) => !blockedVideos?.has(videoId));
  const truths = scored.flatMap(({ videoId, actions }) =>
    (keepFlawedTruth ? actions : withoutFlaws(actions)).map((action) => ({ ...action, videoId })),
  );
  const detectionsByLabel = groupBy(used, ({ label }) => label);
  const byClass = [...groupBy(truths, ({ label }) => label)].map(([label, ofClass]) => {
    const spansByVideo = new Map(
      [...groupBy(ofClass, ({ videoId }) => videoId)].map(
        ([videoId, actions]) => [videoId, actions.map(({ span }) => ({ ...span }))] as const,
      ),
    );
    const ranked = (detectionsByLabel.get(label) ?? []).toSorted((a, b) => b.score - a.score);
    const averagePrecisions = tiouThresholds.map((tiou) =>
      pooledAveragePrecision(judge(ranked, spansByVideo, tiou), ofClass.length),
    );
    return { label, averagePrecisions };
  });
  const byThreshold = tiouThresholds.map((tiou, index) => ({
    tiou,
    map: meanRate(byClass.map(({ averagePrecisions }) => averagePrecisions[index] ?? 0)),
  }));
  const averageMap = meanRate(byThreshold.flatMap(({ map }) => map ?? []));
  return { averageMap, byThreshold, byClass, truths: truths.length, detections: used.length };
}

/** Seconds by which both ends of two annotations may differ for the later one to be a repetition. */
const repetitionSeconds = 0.001;

function withoutFlaws(actions: readonly LabelledSpan[]): LabelledSpan[] {
  const kept: LabelledSpan[] = [];
  for (const action of actions) {
    const { startSeconds, endSeconds } = action.span;
    const repeated = kept.some(
      ({ label, span }) =>
        label === action.label &&
        Math.abs(span.startSeconds - startSeconds) <= repetitionSeconds &&
        Math.abs(span.endSeconds - endSeconds) <= repetitionSeconds,
    );
    if (endSeconds > startSeconds && !repeated) kept.push(action);
  }
  return kept;
}

/** Which of one class's detections, surest first, are right. */
function judge(
  ranked: readonly DetectedAction[],
  truths: ReadonlyMap<string, readonly TimeSpan[]>,
  tiou: number,
): JudgedDetection[] {
  const taken = new Set<TimeSpan>();
  return ranked.map(({ videoId, span, score }) => {
    let best: TimeSpan | undefined;
    let bestIou = tiou;
    for (const truth of truths.get(videoId) ?? []) {
      const iou = temporalIou(span, truth);
      if (taken.has(truth) || iou < bestIou || (best && iou === bestIou)) continue;
      [best, bestIou] = [truth, iou];
    }
    if (best) taken.add(best);
    return { score, hit: best !== undefined };
  });
}
