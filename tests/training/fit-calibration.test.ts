import { describe, expect, it } from 'vitest';
import { calibrate, fitCalibration } from '../../training/fit-retrieval/fit-calibration.js';
import { chooseThreshold, scoreThresholds } from '../../training/fit-retrieval/score-weights.js';

describe('fitCalibration', () => {
  it('finds the line, and the rate of near misses, by which right and wrong were made', () => {
    const line = { slope: 1.7, offset: -0.6, nearMisses: 1e-4 * 1.2 ** 20 };
    const searches = [10, 200, 1000].flatMap((shots) =>
      Array.from({ length: 27 }, (_, step) => (step * 3) / 10 - 4).flatMap((logOdds) => {
        const right = Math.round(200 * calibrate(logOdds, line, shots));
        return Array.from({ length: 200 }, (_, index) => ({ logOdds, shots, right: index < right }));
      }),
    );
    const fitted = fitCalibration(searches);
    expect(fitted.slope).toBeCloseTo(line.slope, 1);
    expect(fitted.offset).toBeCloseTo(line.offset, 1);
    expect(fitted.nearMisses).toBeCloseTo(line.nearMisses, 4);
  });

  it('stays finite where right and wrong can be told apart, and where there is nothing', () => {
    const fitted = fitCalibration([-2, -1, 1, 2].map((logOdds) => ({ logOdds, shots: 1, right: logOdds > 0 })));
    expect(calibrate(2, fitted, 1)).toBeGreaterThan(0.9);
    expect(Object.values(fitted).every(Number.isFinite)).toBe(true);
    expect(fitCalibration([])).toEqual({ slope: 1, offset: 0, nearMisses: 0 });
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
