import { spanSeconds, temporalIou, type TimeSpan } from '../../domain/time-span.js';
import { detectionAveragePrecision, type ScoredSpan } from './detection-average-precision.js';
import { meanPercent, type Percent } from './percent.js';

/** One query about one video. */
export interface MomentRetrievalItem {
  /** The true moments. */
  readonly relevant: readonly TimeSpan[];
  /** In the order of the system's list, which counts: see {@link momentRetrievalMetrics}. */
  readonly predicted: readonly ScoredSpan[];
}

/** Temporal IoU from which a predicted moment is right. */
export const momentIouThresholds = ['0.5', '0.55', '0.6', '0.65', '0.7', '0.75', '0.8', '0.85', '0.9', '0.95'] as const;

/** One of {@link momentIouThresholds}. */
export type MomentIouThreshold = (typeof momentIouThresholds)[number];

/** Scores of one bucket of queries. */
export interface MomentRetrievalScore {
  /** Share of queries whose first moment is right. */
  readonly r1: Readonly<Record<MomentIouThreshold, Percent>>;
  /** Mean average precision, and its mean over the thresholds. */
  readonly map: Readonly<Record<MomentIouThreshold | 'average', Percent>>;
  /** How many queries the bucket holds. */
  readonly queries: number;
}

/** Lengths of true moments, in seconds: longer than `above`, at most `atMost`. */
const buckets = {
  full: { above: -Infinity, atMost: Infinity },
  short: { above: 0, atMost: 10 },
  middle: { above: 10, atMost: 30 },
  long: { above: 30, atMost: 150 },
} as const;

/** All queries, and those with a short, middle or long true moment. */
export type MomentRetrievalMetrics = Readonly<Record<keyof typeof buckets, MomentRetrievalScore>>;

/** Predictions beyond these do not count for mAP. */
const predictionsCounted = 10;

/**
 * Moment retrieval as QVHighlights scores it (Lei et al., arXiv 2107.09609; github.com/jayleicn/moment_detr,
 * standalone_eval/eval.py). R1 takes the first of the list, whatever its score, and the true moment that it overlaps
 * most; an IoU of exactly the threshold is right. mAP takes the first 10 of the list and then ranks those by score. A
 * bucket keeps the true moments of its length and the queries that have one, with all their predictions; a moment of
 * more than 150 s counts in `full` only.
 *
 * Where the reference crashes or leaves out: a query without predictions is wrong (R1 and AP 0); one without a true
 * moment is in no bucket; a bucket without queries has `null` for all scores.
 */
export function momentRetrievalMetrics(items: readonly MomentRetrievalItem[]): MomentRetrievalMetrics {
  const score = (bucket: keyof typeof buckets): MomentRetrievalScore => scoreBucket(inBucket(items, bucket));
  return { full: score('full'), short: score('short'), middle: score('middle'), long: score('long') };
}

function inBucket(items: readonly MomentRetrievalItem[], bucket: keyof typeof buckets): MomentRetrievalItem[] {
  const { above, atMost } = buckets[bucket];
  return items
    .map(({ relevant, predicted }) => ({
      relevant: relevant.filter((span) => spanSeconds(span) > above && spanSeconds(span) <= atMost),
      predicted,
    }))
    .filter(({ relevant }) => relevant.length > 0);
}

function scoreBucket(items: readonly MomentRetrievalItem[]): MomentRetrievalScore {
  const firstIous = items.map(({ relevant, predicted: [first] }) =>
    first ? Math.max(...relevant.map((span) => temporalIou(first, span))) : 0,
  );
  const r1 = perThreshold((leastIou) => meanPercent(firstIous.map((iou) => (iou >= leastIou ? 1 : 0))));
  const map = perThreshold((leastIou) =>
    meanPercent(
      items.map(({ relevant, predicted }) =>
        detectionAveragePrecision(relevant, predicted.slice(0, predictionsCounted), leastIou),
      ),
    ),
  );
  const values = Object.values(map).filter((value) => value !== null);
  const average = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return { r1, map: { ...map, average }, queries: items.length };
}

function perThreshold(score: (leastIou: number) => Percent): Record<MomentIouThreshold, Percent> {
  const entries = momentIouThresholds.map((threshold) => [threshold, score(Number(threshold))] as const);
  return Object.fromEntries(entries) as Record<MomentIouThreshold, Percent>;
}
