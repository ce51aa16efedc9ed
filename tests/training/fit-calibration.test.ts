import { describe, expect, it } from 'vitest';
import { calibrate, fitCalibration } from '../../training/fit-retrieval/fit-calibration.js';
import { chooseThreshold, scoreThresholds } from '../../training/fit-retrieval/score-weights.js';

describe('fitCalibration', () => {
  it('finds the line by which right and wrong were made', () => {
    const line = { slope: 1.7, offset: -0.6 };
    const shots = Array.from({ length: 81 }, (_, step) => step / 10 - 4).flatMap((logOdds) => {
      const right = Math.round(1000 * calibrate(logOdds, line));
      return Array.from({ length: 1000 }, (_, index) => ({ logOdds, right: index < right }));
    });
    const fitted = fitCalibration(shots);
    expect(fitted.slope).toBeCloseTo(line.slope, 2);
    expect(fitted.offset).toBeCloseTo(line.offset, 2);
  });

  it('stays finite where right and wrong can be told apart, and where there is nothing', () => {
    const { slope, offset } = fitCalibration([-2, -1, 1, 2].map((logOdds) => ({ logOdds, right: logOdds > 0 })));
    expect(calibrate(2, { slope, offset })).toBeGreaterThan(0.9);
    expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true);
    expect(fitCalibration([])).toEqual({ slope: 1, offset: 0 });
  });
});

describe('chooseThreshold', () => {
  it('finds as much as it can while it refuses the wanted share', () => {
    const searches = [
      ...[0.3, 0.6, 0.8, 0.9].map((best) => ({ present: true, best })),
      ...[0.1, 0.2, 0.25, 0.55].map((best) => ({ present: false, best })),
    ];
    expect(chooseThreshold(scoreThresholds(searches), 0.75)).toBe(0.26);
    expect(chooseThreshold(scoreThresholds(searches), 1)).toBe(0.56);
  });
});
