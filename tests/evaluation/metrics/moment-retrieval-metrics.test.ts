import { describe, expect, it } from 'vitest';
import { detectionAveragePrecision } from '../../../src/evaluation/metrics/detection-average-precision.js';
import {
  momentRetrievalMetrics,
  type MomentRetrievalItem,
} from '../../../src/evaluation/metrics/moment-retrieval-metrics.js';
import { differences, qvhighlightsFixture, qvhighlightsPairs } from '../fixtures/qvhighlights-pairs.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
const scored = (startSeconds: number, endSeconds: number, score: number) => ({ startSeconds, endSeconds, score });
const item = (relevant: number[][], predicted: number[][]): MomentRetrievalItem => ({
  relevant: relevant.map(([start = 0, end = 0]) => span(start, end)),
  predicted: predicted.map(([start = 0, end = 0, score = 0]) => scored(start, end, score)),
});

describe('momentRetrievalMetrics on the reference inputs', () => {
  const metrics = momentRetrievalMetrics(
    qvhighlightsPairs().map(({ truth, prediction }) => ({
      relevant: truth.relevant,
      predicted: prediction?.moments ?? [],
    })),
  );

  it('gives the published scores, before rounding and after', () => {
    const { full, short, middle, long } = metrics;
    const found: Record<string, number | null> = {
      'MR-full-R1@0.5': full.r1['0.5'],
      'MR-full-R1@0.7': full.r1['0.7'],
      'MR-full-mAP': full.map.average,
      'MR-full-mAP@0.5': full.map['0.5'],
      'MR-full-mAP@0.75': full.map['0.75'],
      'MR-long-mAP': long.map.average,
      'MR-middle-mAP': middle.map.average,
      'MR-short-mAP': short.map.average,
    };
    const { expected, expected_unrounded: unrounded } = qvhighlightsFixture;
    const moments = (scores: Record<string, number>) =>
      Object.fromEntries(Object.entries(scores).filter(([name]) => name.startsWith('MR-')));
    expect(Object.keys(moments(unrounded)).sort()).toEqual(Object.keys(found).sort());
    expect(differences(found, moments(unrounded), 1e-6)).toEqual([]);
    expect(differences(found, moments(expected), 0.0051)).toEqual([]);
  });

  it.each(['full', 'short', 'middle', 'long'] as const)('gives every threshold of %s', (bucket) => {
    const detail = qvhighlightsFixture.expected_detail[bucket] as Record<'MR-mAP' | 'MR-R1', Record<string, number>>;
    expect(Object.keys(detail['MR-mAP']).sort()).toEqual(Object.keys(metrics[bucket].map).sort());
    expect(differences(metrics[bucket].map, detail['MR-mAP'], 0.0051)).toEqual([]);
    expect(Object.keys(detail['MR-R1']).sort()).toEqual(Object.keys(metrics[bucket].r1).sort());
    expect(differences(metrics[bucket].r1, detail['MR-R1'], 0.0051)).toEqual([]);
  });
});

describe('momentRetrievalMetrics', () => {
  it('counts a query without predictions as wrong, and leaves out one without a true moment', () => {
    const right = item([[0, 20]], [[0, 20, 0.5]]);
    const { full } = momentRetrievalMetrics([right, item([[0, 20]], []), item([], [[0, 20, 1]])]);
    expect(full).toMatchObject({ queries: 2, r1: { '0.95': 50 }, map: { average: 50 } });
  });

  it('gives null for a bucket that no query is in', () => {
    const { short, middle, long, full } = momentRetrievalMetrics([item([[0, 20]], [[0, 20, 1]])]);
    expect([short, long].map(({ r1, map }) => [r1['0.5'], map.average])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect([middle.queries, full.queries, short.queries]).toEqual([1, 1, 0]);
    expect(momentRetrievalMetrics([]).full.map.average).toBeNull();
  });

  it('puts lengths of exactly 10, 30 and 150 s in the lower bucket, and longer ones in full only', () => {
    const lengths = (seconds: number) => {
      const metrics = momentRetrievalMetrics([item([[0, seconds]], [])]);
      return (['short', 'middle', 'long', 'full'] as const).filter((bucket) => metrics[bucket].queries > 0);
    };
    expect(lengths(10)).toEqual(['short', 'full']);
    expect(lengths(30)).toEqual(['middle', 'full']);
    expect(lengths(150)).toEqual(['long', 'full']);
    expect(lengths(150.1)).toEqual(['full']);
  });

  it('takes the first of the list for R1 but the surest first for mAP', () => {
    const { full } = momentRetrievalMetrics([
      item(
        [[0, 20]],
        [
          [40, 60, 0.1],
          [0, 20, 0.9],
        ],
      ),
    ]);
    expect([full.r1['0.5'], full.map['0.5']]).toEqual([0, 100]);
  });

  it('cuts the list at ten before it sorts it', () => {
    const misses = Array.from({ length: 10 }, () => [40, 60, 0.1]);
    expect(momentRetrievalMetrics([item([[0, 20]], [...misses, [0, 20, 0.9]])]).full.map['0.5']).toBe(0);
    expect(momentRetrievalMetrics([item([[0, 20]], [...misses.slice(1), [0, 20, 0.9]])]).full.map['0.5']).toBe(100);
  });

  it('takes an IoU of exactly the threshold for right', () => {
    const { r1, map } = momentRetrievalMetrics([item([[0, 20]], [[0, 14, 1]])]).full;
    expect([r1['0.7'], r1['0.75'], map['0.7'], map['0.75']]).toEqual([100, 0, 100, 0]);
  });

  it('never takes an empty or reversed prediction for right', () => {
    const { r1, map } = momentRetrievalMetrics([
      item([[10, 20]], [[15, 15, 1]]),
      item([[10, 20]], [[20, 10, 1]]),
      item([[10, 10]], [[10, 10, 1]]),
    ]).full;
    expect([r1['0.5'], map.average]).toEqual([0, 0]);
  });
});

describe('detectionAveragePrecision', () => {
  it('counts a second find of one span as wrong', () => {
    const truths = [span(0, 10), span(20, 30)];
    const found = [scored(0, 10, 0.9), scored(0, 10, 0.8), scored(20, 30, 0.7)];
    expect(detectionAveragePrecision(truths, found, 0.5)).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('interpolates: precision that rises again later counts for what was found before', () => {
    const truths = [span(0, 10), span(20, 30)];
    const found = [scored(50, 60, 0.9), scored(0, 10, 0.8), scored(20, 30, 0.7)];
    expect(detectionAveragePrecision(truths, found, 0.5)).toBeCloseTo(2 / 3, 12);
  });

  it('keeps the list order of equal scores', () => {
    const found = [scored(50, 60, 0.5), scored(0, 10, 0.5)];
    expect(detectionAveragePrecision([span(0, 10)], found, 0.5)).toBe(0.5);
    expect(detectionAveragePrecision([span(0, 10)], found.toReversed(), 0.5)).toBe(1);
  });

  it('takes the next best span when the best is taken', () => {
    const truths = [span(0, 10), span(2, 10)];
    expect(detectionAveragePrecision(truths, [scored(0, 10, 0.9), scored(0, 10, 0.8)], 0.5)).toBe(1);
  });

  it('gives 0 for no spans on either side', () => {
    expect(detectionAveragePrecision([span(0, 10)], [], 0.5)).toBe(0);
    expect(detectionAveragePrecision([], [scored(0, 10, 1)], 0.5)).toBe(0);
  });
});
