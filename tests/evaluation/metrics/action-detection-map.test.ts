import { describe, expect, it } from 'vitest';
import { readActivityNetResults, readActivityNetTruth } from '../../../src/evaluation/formats/activitynet-json.js';
import {
  actionDetectionMap,
  activityNetProtocol,
  thumosProtocol,
  type AnnotatedVideo,
  type DetectedAction,
} from '../../../src/evaluation/metrics/action-detection-map.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

interface Fixture {
  config: { subset: string; tiou_thresholds: number[] };
  ground_truth: unknown;
  predictions: unknown;
  expected: Record<string, number>;
  expected_detail: {
    per_class_ap: Record<string, Record<string, number>>;
    num_ground_truth_used: number;
    num_predictions_used: number;
  };
}

const action = (label: string, startSeconds: number, endSeconds: number) => ({
  label,
  span: { startSeconds, endSeconds },
});
const video = (videoId: string, actions: AnnotatedVideo['actions'], subset = 'test'): AnnotatedVideo => ({
  videoId,
  subset,
  actions,
});
const detection = (videoId: string, label: string, start: number, end: number, score: number): DetectedAction => ({
  videoId,
  score,
  ...action(label, start, end),
});
const at05 = { subset: 'test', tiouThresholds: [0.5] };

describe.each([
  ['ActivityNet', 'tad_activitynet_map', activityNetProtocol],
  ['THUMOS-14', 'tad_thumos_map', thumosProtocol],
])('temporal action detection as %s scores it', (_, name, protocol) => {
  const fixture = readMetricFixture<Fixture>(name);
  const truth = readActivityNetTruth(JSON.stringify(fixture.ground_truth), name);
  const results = readActivityNetResults(JSON.stringify(fixture.predictions), name);
  const score = actionDetectionMap(truth, results, protocol);

  it('uses the subset and thresholds of the benchmark', () => {
    expect(protocol).toEqual({ subset: fixture.config.subset, tiouThresholds: fixture.config.tiou_thresholds });
  });
  it('gives the reference’s mAP at each threshold and on average', () => {
    const given = { average_mAP: score.averageMap, ...mapsByName(score.byThreshold) };
    expect(Object.keys(given).sort()).toEqual(Object.keys(fixture.expected).sort());
    for (const [key, value] of Object.entries(fixture.expected)) {
      expect(given[key as keyof typeof given], key).toBeCloseTo(value, 6);
    }
  });
  it('gives the reference’s average precision of each class', () => {
    const expected = fixture.expected_detail.per_class_ap;
    expect(score.byClass.map(({ label }) => label).sort()).toEqual(Object.keys(expected).sort());
    for (const { label, averagePrecisions } of score.byClass) {
      for (const [index, tiou] of protocol.tiouThresholds.entries()) {
        expect(averagePrecisions[index], `${label} at ${tiou}`).toBeCloseTo(expected[label]?.[String(tiou)] ?? NaN, 6);
      }
    }
  });
  it('counts what it used as the reference does', () => {
    expect(score.truths).toBe(fixture.expected_detail.num_ground_truth_used);
    expect(score.detections).toBe(fixture.expected_detail.num_predictions_used);
  });
});

function mapsByName(maps: readonly { tiou: number; map: number | null }[]): Record<string, number | null> {
  return Object.fromEntries(maps.map(({ tiou, map }) => [`mAP@${tiou}`, map]));
}

describe('temporal action detection', () => {
  it('is 0 without detections and null without truth', () => {
    expect(actionDetectionMap([video('a', [action('jump', 0, 9)])], [], at05).averageMap).toBe(0);
    expect(actionDetectionMap([video('a', [])], [detection('a', 'jump', 0, 9, 1)], at05)).toMatchObject({
      averageMap: null,
      byThreshold: [{ tiou: 0.5, map: null }],
      byClass: [],
    });
  });
  it('lets a class without truth neither help nor harm, and keeps one without detections in the mean', () => {
    const truth = [video('a', [action('jump', 0, 9), action('run', 0, 9)])];
    const found = [detection('a', 'jump', 0, 9, 1), detection('a', 'swim', 0, 9, 1)];
    expect(actionDetectionMap(truth, found, at05).averageMap).toBe(0.5);
  });
  it('goes on to the next-best true action when the best is taken', () => {
    const truth = [video('a', [action('jump', 0, 10), action('jump', 1, 12)])];
    const found = [detection('a', 'jump', 0, 10, 0.9), detection('a', 'jump', 0, 10.5, 0.8)];
    expect(actionDetectionMap(truth, found, at05).averageMap).toBe(1);
    expect(actionDetectionMap(truth, found, { ...at05, tiouThresholds: [0.9] }).averageMap).toBe(0.5);
  });
  it('takes tied scores in the order given', () => {
    const truth = [video('a', [action('jump', 0, 10)])];
    const [right, wrong] = [detection('a', 'jump', 0, 10, 0.5), detection('a', 'jump', 50, 60, 0.5)];
    expect(actionDetectionMap(truth, [right, wrong], at05).averageMap).toBe(1);
    expect(actionDetectionMap(truth, [wrong, right], at05).averageMap).toBe(0.5);
  });
  it('counts detections in background videos and other subsets as wrong, in blocked ones not at all', () => {
    const truth = [
      video('a', [action('jump', 0, 10)]),
      video('background', []),
      video('b', [action('jump', 0, 9)], 'training'),
    ];
    const right = detection('a', 'jump', 0, 10, 0.5);
    for (const elsewhere of ['background', 'b', 'unheard of']) {
      const found = [detection(elsewhere, 'jump', 0, 9, 0.9), right];
      expect(actionDetectionMap(truth, found, at05).averageMap).toBe(0.5);
      expect(actionDetectionMap(truth, found, { ...at05, blockedVideos: new Set([elsewhere]) }).averageMap).toBe(1);
    }
  });
  it('drops repeated and empty truth unless told to keep it', () => {
    const truth = [
      video('a', [
        action('jump', 0, 10),
        action('jump', 0.0004, 10),
        action('run', 0, 10),
        action('jump', 5, 5),
        action('jump', 9, 4),
      ]),
    ];
    const found = [detection('a', 'jump', 0, 10, 1), detection('a', 'run', 0, 10, 1)];
    expect(actionDetectionMap(truth, found, at05)).toMatchObject({ averageMap: 1, truths: 2 });
    const kept = actionDetectionMap(truth, found, { ...at05, keepFlawedTruth: true });
    expect(kept).toMatchObject({ averageMap: (1 / 4 + 1) / 2, truths: 5 });
  });
});
