import { describe, expect, it } from 'vitest';
import {
  retrievalMetrics,
  type RetrievalDirectionMetrics,
  type TieRule,
} from '../../../src/evaluation/metrics/retrieval-metrics.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

type Values = Record<'text_to_video' | 'video_to_text', Record<string, number>>;
interface RetrievalFixture {
  readonly predictions: { readonly similarity: number[][] };
  readonly expected: Values;
  readonly expected_alternatives?: { readonly average_rank_of_ties: { readonly values: Values } };
}

const noTies = readMetricFixture<RetrievalFixture>('retrieval_no_ties');
const withTies = readMetricFixture<RetrievalFixture>('retrieval_ties');

/** The measures by the names that the references give them. */
function named(metrics: RetrievalDirectionMetrics): Record<string, number | null> {
  const { r1, r5, r10, medianRank, meanRank, rankEntries } = metrics;
  return { R1: r1, R5: r5, R10: r10, MdR: medianRank, MnR: meanRank, num_rank_entries: rankEntries };
}

function expectValues(similarity: number[][], expected: Values, ties?: TieRule): void {
  const metrics = retrievalMetrics(similarity, ties && { ties });
  for (const [direction, values] of Object.entries(expected)) {
    const found = named(direction === 'text_to_video' ? metrics.textToVideo : metrics.videoToText);
    for (const [name, value] of Object.entries(values)) {
      expect(Math.abs((found[name] ?? NaN) - value), `${direction} ${name}`).toBeLessThan(1e-6);
    }
  }
}

describe('retrievalMetrics', () => {
  it('gives what CLIP4Clip gives, whatever the tie rule where nothing ties', () => {
    expectValues(noTies.predictions.similarity, noTies.expected);
    expect(retrievalMetrics(noTies.predictions.similarity, { ties: 'average-rank' })).toEqual(
      retrievalMetrics(noTies.predictions.similarity),
    );
  });

  it('gives what CLIP4Clip gives with ties', () => {
    expectValues(withTies.predictions.similarity, withTies.expected);
  });

  it('gives what collaborative-experts gives with ties', () => {
    const values = withTies.expected_alternatives?.average_rank_of_ties.values;
    if (!values) expect.fail('the fixture has no alternative');
    expectValues(withTies.predictions.similarity, values, 'average-rank');
  });

  it('does not take a matrix of equal scores for a perfect one', () => {
    const constant = Array.from({ length: 4 }, () => new Float32Array(4));
    const { textToVideo } = retrievalMetrics(constant);
    expect(textToVideo).toEqual({ r1: 25, r5: 100, r10: 100, medianRank: 2.5, meanRank: 2.5, rankEntries: 16 });
    expect(retrievalMetrics(constant, { ties: 'average-rank' }).videoToText).toMatchObject({ r1: 0, meanRank: 2.5 });
  });

  it('scores a single pair, and nothing at all', () => {
    expect(retrievalMetrics([[-0.2]]).videoToText).toMatchObject({ r1: 100, medianRank: 1, meanRank: 1 });
    const nothing = { r1: null, r5: null, r10: null, medianRank: null, meanRank: null, rankEntries: 0 };
    expect(retrievalMetrics([])).toEqual({ textToVideo: nothing, videoToText: nothing });
  });

  it.each([
    [[[1, 2]], 'row 1 of 1 has 2 columns'],
    [[[1, 2], [3]], 'row 2 of 2 has 1 columns'],
    [
      [
        [1, 0],
        [0, NaN],
      ],
      'row 2, column 2 is not a number',
    ],
  ])('refuses %j', (similarity, reason) => {
    expect(() => retrievalMetrics(similarity)).toThrow(reason);
    expect(() => retrievalMetrics(similarity)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }) as Error);
  });
});
