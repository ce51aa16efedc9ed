import { describe, expect, it } from 'vitest';
import {
  brierScore,
  expectedCalibrationError,
  reliabilityBins,
  type JudgedConfidence,
} from '../../../src/evaluation/metrics/calibration-error.js';

const judged = (...items: readonly (readonly [number, boolean])[]): JudgedConfidence[] =>
  items.map(([confidence, right]) => ({ confidence, right }));

describe('calibration error', () => {
  it('averages the distance of confidence from accuracy over bins, weighted by what is in them', () => {
    // Four at 0.9, three right: |0.9 − 0.75| = 0.15. One at 0.35, wrong: 0.35. (4 × 0.15 + 0.35) / 5 = 0.19.
    const items = judged([0.9, true], [0.9, true], [0.9, true], [0.9, false], [0.35, false]);
    expect(expectedCalibrationError(items)).toBeCloseTo(0.19, 10);
    // Three times 0.1², then 0.9² and 0.35²: (0.03 + 0.81 + 0.1225) / 5.
    expect(brierScore(items)).toBeCloseTo(0.1925, 10);
  });

  it('lets errors within a bin make up for each other, not those of different bins', () => {
    expect(expectedCalibrationError(judged([0.5, true], [0.5, false]))).toBeCloseTo(0, 10);
    expect(expectedCalibrationError(judged([0.55, true], [0.45, false]))).toBeCloseTo(0.45, 10);
  });

  it('puts a confidence on an edge into the lower bin, and both ends inside', () => {
    const bins = reliabilityBins(judged([0, false], [0.1, true], [0.2, true], [1, true]));
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bins[0]).toMatchObject({ from: 0, to: 0.1, confidence: 0.05, accuracy: 0.5 });
    expect(bins[2]).toMatchObject({ count: 0, confidence: null, accuracy: null });
  });

  it('says nothing of nothing', () => {
    expect(expectedCalibrationError([])).toBeNull();
    expect(brierScore([])).toBeNull();
  });
});
