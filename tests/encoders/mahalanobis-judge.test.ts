import { expect, it } from 'vitest';
import { MahalanobisJudge } from '../../src/encoders/mahalanobis-judge.js';

it('weighs each direction by its precision and divides by the threshold', () => {
  const precision = [
    [4, 1],
    [1, 2],
  ];
  const judge = new MahalanobisJudge({ mean: [1, 0], precision, threshold: 10 });
  expect(judge.distance({ embedding: Float32Array.of(1, 0) })).toBe(0);
  // (2, -1): 4·4 + 2·1·(2·-1) + 2·1 = 14
  expect(judge.distance({ embedding: Float32Array.of(3, -1) })).toBeCloseTo(1.4, 12);
});

it('refuses a precision of another size', () => {
  expect(() => new MahalanobisJudge({ mean: [0, 0], precision: [[1]], threshold: 1 })).toThrowError(
    expect.objectContaining({ code: 'PACK_INVALID' }),
  );
});

it('compares mean and standard deviation of the patch tokens where the pack says so', () => {
  const judge = new MahalanobisJudge({
    features: 'patch-statistics',
    mean: [2, 1],
    precision: [
      [1, 0],
      [0, 1],
    ],
    threshold: 1,
  });
  const embedding = Float32Array.of(9, 9);
  // Tokens 1 and 3: mean 2, standard deviation √2.
  expect(judge.distance({ embedding, patches: Float32Array.of(1, 3) })).toBeCloseTo((Math.SQRT2 - 1) ** 2, 12);
});
