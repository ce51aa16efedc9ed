import { describe, expect, it } from 'vitest';
import type { ActionBox, DetectedActionBox } from '../../../src/evaluation/metrics/action-box.js';
import { actionGroup, frameMap } from '../../../src/evaluation/metrics/frame-map.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

type FixtureBox = { video_id: string; timestamp: number; box: [number, number, number, number]; action_id: number };
interface Fixture {
  ground_truth: { labels: { id: number; name: string }[]; boxes: FixtureBox[] };
  predictions: (FixtureBox & { score: number })[];
  expected: Record<'overall' | 'person_movement' | 'object_manipulation' | 'person_interaction', number>;
  expected_alternatives: { activitynet_script: { values: Record<string, number> } };
}

const toBox = ({ video_id, timestamp, box: [x1, y1, x2, y2], action_id }: FixtureBox): ActionBox => ({
  videoId: video_id,
  timestampSeconds: timestamp,
  x1,
  y1,
  x2,
  y2,
  actionId: action_id,
});

describe('frame mAP against the reference evaluators', () => {
  const { ground_truth, predictions, expected, expected_alternatives } = readMetricFixture<Fixture>('ava_frame_map');
  const truths = ground_truth.boxes.map(toBox);
  const detections = predictions.map((item) => ({ ...toBox(item), score: item.score }));

  it.each(['activitynet', 'mmaction2'] as const)('gives the overall and group values as %s', (evaluator) => {
    const { overall, byGroup } = frameMap(truths, detections, ground_truth.labels, { evaluator });
    expect(overall).toBeCloseTo(expected.overall, 6);
    expect(byGroup['person movement']).toBeCloseTo(expected.person_movement, 6);
    expect(byGroup['object manipulation']).toBeCloseTo(expected.object_manipulation, 6);
    expect(byGroup['person interaction']).toBeCloseTo(expected.person_interaction, 6);
  });
  it('gives the ActivityNet script’s values by category', () => {
    const { overall, byCategory } = frameMap(truths, detections, ground_truth.labels);
    const { values } = expected_alternatives.activitynet_script;
    const given = {
      'PascalBoxes_Precision/mAP@0.5IOU': overall,
      ...Object.fromEntries(
        byCategory.map(({ category, averagePrecision }) => [
          `PascalBoxes_PerformanceByCategory/AP@0.5IOU/${category.name}`,
          averagePrecision,
        ]),
      ),
    };
    expect(Object.keys(given)).toEqual(Object.keys(values));
    for (const [key, value] of Object.entries(given)) expect(value, key).toBeCloseTo(values[key] ?? NaN, 6);
  });
});

describe('frame mAP', () => {
  const categories = [
    { id: 11, name: 'sit' },
    { id: 12, name: 'stand' },
    { id: 80, name: 'watch (a person)' },
  ];
  const box = (actionId: number, x1: number, x2: number, timestampSeconds = 902): ActionBox => ({
    videoId: 'a',
    timestampSeconds,
    x1,
    y1: 0,
    x2,
    y2: 1,
    actionId,
  });
  const found = (actionId: number, x1: number, x2: number, score: number, timestamp = 902): DetectedActionBox => ({
    ...box(actionId, x1, x2, timestamp),
    score,
  });

  it('is 0 without detections, null without truth', () => {
    expect(frameMap([box(11, 0, 0.5)], [], categories).overall).toBe(0);
    expect(frameMap([], [found(11, 0, 0.5, 1)], categories)).toMatchObject({
      overall: null,
      byGroup: { 'person movement': null, 'object manipulation': null, 'person interaction': null },
    });
  });
  it('treats a class without detections as each evaluator does', () => {
    const truths = [box(11, 0, 0.5), box(80, 0, 0.5)];
    const detections = [found(11, 0, 0.5, 1)];
    expect(frameMap(truths, detections, categories)).toMatchObject({
      overall: 0.5,
      byGroup: { 'person movement': 1, 'person interaction': 0 },
    });
    expect(frameMap(truths, detections, categories, { evaluator: 'mmaction2' })).toMatchObject({
      overall: 1,
      byGroup: { 'person movement': 1, 'person interaction': null },
    });
  });
  it('does not go on to a second-best box', () => {
    const truths = [box(12, 0, 0.5), box(12, 0.1, 0.6)];
    const detections = [found(12, 0, 0.5, 0.9), found(12, 0, 0.51, 0.8)];
    expect(frameMap(truths, detections, categories).overall).toBe(0.5);
  });
  it('counts a box at IoU 0.5 as right', () => {
    expect(frameMap([box(12, 0, 0.5)], [found(12, 0, 1, 1)], categories).overall).toBe(1);
  });
  it('takes tied scores in the order given', () => {
    const [right, wrong] = [found(12, 0, 0.5, 0.5), found(12, 0.6, 0.9, 0.5)];
    expect(frameMap([box(12, 0, 0.5)], [right, wrong], categories).overall).toBe(1);
    expect(frameMap([box(12, 0, 0.5)], [wrong, right], categories).overall).toBe(0.5);
  });
  it('ignores unlabelled and excluded frames, other classes, and boxes turned inside out', () => {
    const truths = [box(12, 0, 0.5), box(12, 0, 0.5, 903), box(3, 0, 0.5, 904)];
    const detections = [
      found(12, 0, 0.5, 0.1),
      found(12, 0.5, 0, 0.9),
      found(12, 0, 0.5, 0.9, 904),
      found(12, 0.6, 0.9, 0.9, 903),
    ];
    const excludedFrames = [{ videoId: 'a', timestampSeconds: 903 }];
    expect(frameMap(truths, detections, categories, { excludedFrames }).overall).toBe(1);
    expect(frameMap(truths, detections, categories).overall).toBe(0.25);
  });
  it('looks at the 50 surest detections of a frame as the ActivityNet script does', () => {
    const detections = [
      ...Array.from({ length: 50 }, (_, index) => found(11, 0.6, 0.9, 1 - index / 100)),
      found(12, 0, 0.5, 0.01),
    ];
    const truths = [box(12, 0, 0.5)];
    expect(frameMap(truths, detections, categories).overall).toBe(0);
    expect(frameMap(truths, detections, categories, { evaluator: 'mmaction2' }).overall).toBe(1);
    const others = detections.map((item) => (item.actionId === 11 ? { ...item, actionId: 3 } : item));
    expect(frameMap(truths, others, categories).overall).toBe(1);
  });
  it('knows AVA’s groups by their ends', () => {
    expect([1, 14, 15, 63, 64, 80].map(actionGroup)).toEqual([
      'person movement',
      'person movement',
      'object manipulation',
      'object manipulation',
      'person interaction',
      'person interaction',
    ]);
  });
});
