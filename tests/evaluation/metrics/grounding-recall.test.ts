import { describe, expect, it } from 'vitest';
import { readCharadesPredictions, readCharadesTruth } from '../../../src/evaluation/formats/charades-sta-txt.js';
import {
  groundingRecall,
  type GroundingRecall,
  type GroundingRecallOptions,
} from '../../../src/evaluation/metrics/grounding-recall.js';
import { pairPredictions } from '../../../src/evaluation/metrics/pair-predictions.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

type Values = Record<string, number>;
const fixture = readMetricFixture<{
  readonly ground_truth: readonly {
    readonly qid: number;
    readonly vid: string;
    readonly query: string;
    readonly gt: readonly number[];
  }[];
  readonly predictions: unknown[];
  readonly expected: Values;
  readonly expected_alternatives: Record<'inclusive_threshold' | 'nms_0.5_then_strict', { readonly values: Values }>;
}>('charades_sta_recall');

const truthText = fixture.ground_truth.map(({ vid, gt, query }) => `${vid} ${gt.join(' ')}##${query}.`).join('\n');
const items = pairPredictions(
  readCharadesTruth(truthText, 'charades_sta_test.txt'),
  readCharadesPredictions(JSON.stringify(fixture.predictions), 'predictions.json'),
).map(({ truth, prediction }) => ({ truth: truth.span, predicted: prediction?.spans ?? [] }));

/** The values in percent by depth and IoU, as each reference names them. */
function expectRecall(options: GroundingRecallOptions, expected: Values, percentPerUnit: number, tolerance: number) {
  const { r1, r5, meanIou } = groundingRecall(items, options);
  const names: Record<string, keyof GroundingRecall> = { 'R@1': 'r1', 'R@5': 'r5' };
  for (const [name, value] of Object.entries(expected)) {
    const [depth = '', iou] = name.replace('Recall@Top', 'R@').split('_IoU=') as [string, '0.5' | '0.7'];
    const found = name === 'mIoU_top1' ? meanIou : { r1, r5, meanIou }[names[depth] as 'r1' | 'r5'][iou];
    expect(Math.abs((found ?? NaN) / percentPerUnit - value), name).toBeLessThanOrEqual(tolerance);
  }
}

describe('groundingRecall on the reference inputs', () => {
  it('gives what mmaction2 gives', () => {
    expect(Object.keys(fixture.expected)).toHaveLength(4);
    expectRecall({}, fixture.expected, 100, 1e-6);
  });

  it('gives what UniVTG gives with the threshold included, and its mIoU', () => {
    const { values } = fixture.expected_alternatives.inclusive_threshold;
    expect(Object.keys(values)).toHaveLength(5);
    expectRecall({ inclusiveThreshold: true }, values, 1, 0.0051);
  });

  it('gives what 2D-TAN gives after suppression', () => {
    const { values } = fixture.expected_alternatives['nms_0.5_then_strict'];
    expect(Object.keys(values)).toHaveLength(4);
    expectRecall({ suppressAboveIou: 0.5 }, values, 100, 1e-6);
  });
});

describe('groundingRecall', () => {
  const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

  it('looks at the first five, and at fewer where there are fewer', () => {
    const miss = span(50, 60);
    const fifth = { truth: span(0, 10), predicted: [miss, miss, miss, miss, span(0, 10)] };
    const sixth = { truth: span(0, 10), predicted: [miss, miss, miss, miss, miss, span(0, 10)] };
    const second = { truth: span(0, 10), predicted: [miss, span(0, 10)] };
    const { r1, r5, meanIou } = groundingRecall([fifth, sixth, second, second]);
    expect([r1['0.5'], r5['0.5'], r5['0.7'], meanIou]).toEqual([0, 75, 75, 0]);
  });

  it('counts no predictions, disjoint spans and an empty truth as not found, IoU 0', () => {
    const scores = groundingRecall(
      [
        { truth: span(0, 10), predicted: [] },
        { truth: span(0, 10), predicted: [span(20, 30)] },
        { truth: span(5, 5), predicted: [span(5, 5)] },
        { truth: span(0, 10), predicted: [span(0, 10)] },
      ],
      { inclusiveThreshold: true },
    );
    expect(scores).toEqual({ r1: { '0.5': 25, '0.7': 25 }, r5: { '0.5': 25, '0.7': 25 }, meanIou: 25 });
  });

  it('suppresses only what overlaps a kept span', () => {
    // The second overlaps the first, the third only the second, which is no longer there.
    const predicted = [span(0, 10), span(3, 13), span(6, 16), span(50, 60), span(60, 70), span(6, 16)];
    const item = { truth: span(6, 16), predicted };
    expect(groundingRecall([item], { suppressAboveIou: 0.5 }).r5['0.7']).toBe(100);
    expect(groundingRecall([{ ...item, truth: span(3, 13) }], { suppressAboveIou: 0.5 }).r5['0.7']).toBe(0);
  });

  it('gives null, not a figure, for nothing', () => {
    expect(groundingRecall([])).toMatchObject({ r1: { '0.5': null }, r5: { '0.7': null }, meanIou: null });
  });
});
