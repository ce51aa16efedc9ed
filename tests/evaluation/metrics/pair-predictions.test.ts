import { describe, expect, it } from 'vitest';
import { pairPredictions } from '../../../src/evaluation/metrics/pair-predictions.js';

describe('pairPredictions', () => {
  it('pairs by query, in the order of the truth, and keeps a query without a prediction', () => {
    const pairs = pairPredictions([{ qid: 'a' }, { qid: 'b' }, { qid: 'c' }], [{ qid: 'c' }, { qid: 'a' }]);
    expect(pairs.map(({ truth, prediction }) => [truth.qid, prediction?.qid])).toEqual([
      ['a', 'a'],
      ['b', undefined],
      ['c', 'c'],
    ]);
  });

  it('refuses predictions of other truth, and names some', () => {
    const predictions = ['a', 'v', 'w', 'x', 'y'].map((qid) => ({ qid }));
    expect(() => pairPredictions([{ qid: 'a' }], predictions)).toThrow(
      'The truth does not hold 4 of 5 predicted queries: v, w, x, ….',
    );
    expect(() => pairPredictions([{ qid: 'a' }], predictions)).toThrow(
      expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error,
    );
  });
});
