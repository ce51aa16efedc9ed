import { describe, expect, test } from 'vitest';
import { groupCurve } from '../../../src/retrieval/actions/group-curve.js';
import { maximalRuns } from '../../../src/domain/motion/maximal-runs.js';
import { snapToMotion } from '../../../src/retrieval/actions/snap-to-motion.js';
import { softNms } from '../../../src/retrieval/actions/soft-nms.js';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('maximal runs', () => {
  test('the example of Ruzzo and Tompa', () => {
    const runs = maximalRuns([4, -5, 3, -3, 1, 2, -2, 2, -2, 1, 5]);
    expect(runs).toEqual([
      { start: 0, end: 1, sum: 4 },
      { start: 2, end: 3, sum: 3 },
      { start: 4, end: 11, sum: 7 },
    ]);
  });

  test('do not reach over a loss that is too large, whatever lies beyond', () => {
    const values = [5, -2, 1, -1, -2, 9];
    expect(maximalRuns(values)).toHaveLength(1);
    expect(maximalRuns(values, 3).map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 3],
      [5, 6],
    ]);
  });
});

test('soft-NMS lowers what overlaps something better, and leaves the rest alone', () => {
  const [best, twin, other] = [
    { span: span(0, 4), score: 0.9 },
    { span: span(0.5, 4), score: 0.8 },
    { span: span(6, 9), score: 0.5 },
  ];
  const kept = softNms([other, twin, best], 0.01);
  expect(kept.map((found) => found.span)).toEqual([best.span, other.span, twin.span]);
  expect(kept[1]?.score).toBe(0.5);
  expect(kept[2]?.score).toBeCloseTo(0.8 * Math.exp(-((3.5 / 4) ** 2) / 0.35), 6);
  expect(softNms([twin, best], 0.5)).toHaveLength(1);
});

test('a curve is grouped at several levels, over small dips', () => {
  const curve = Float32Array.from([0, 0.4, 0.9, 0.9, 0.9, 0.9, 0.9, 0.2, 0.9, 0.9, 0.4, 0, 0, 0, 0, 0.4, 0]);
  const groups = groupCurve(curve, 10, 0.1).map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
  expect(groups).toHaveLength(3);
  expect(groups[0]).toEqual([expect.closeTo(10.1), expect.closeTo(11.1)]);
  expect(groups[1]).toEqual([expect.closeTo(11.5), expect.closeTo(11.6)]);
  expect(groups[2]).toEqual([expect.closeTo(10.2), expect.closeTo(11)]);
  expect(groupCurve(new Float32Array(5), 0, 0.1)).toEqual([]);
});

test('ends move to those of the motion nearby, out of rest from any distance, and not across what goes on', () => {
  const moving = [span(2, 5), span(8, 20)];
  expect(snapToMotion(span(1.2, 5.6), moving)).toEqual(span(2, 5));
  expect(snapToMotion(span(0, 7.5), moving)).toEqual(span(2, 5));
  expect(snapToMotion(span(8.4, 14), moving)).toEqual(span(8, 14));
  expect(snapToMotion(span(21, 23), moving)).toEqual(span(21, 23));
});
