import { describe, expect, it } from 'vitest';
import { highlightMetrics } from '../../../src/evaluation/metrics/highlight-metrics.js';
import { differences, qvhighlightsFixture, qvhighlightsPairs } from '../fixtures/qvhighlights-pairs.js';

describe('highlightMetrics on the reference inputs', () => {
  const { fair, good, veryGood } = highlightMetrics(
    qvhighlightsPairs().map(({ truth, prediction }) => ({
      saliency: truth.saliency,
      predicted: prediction?.saliency ?? [],
    })),
  );
  const found: Record<string, number | null> = {
    'HL-min-Fair-mAP': fair.map,
    'HL-min-Fair-Hit1': fair.hit1,
    'HL-min-Good-mAP': good.map,
    'HL-min-Good-Hit1': good.hit1,
    'HL-min-VeryGood-mAP': veryGood.map,
    'HL-min-VeryGood-Hit1': veryGood.hit1,
  };
  const highlights = (scores: Record<string, number>) =>
    Object.fromEntries(Object.entries(scores).filter(([name]) => name.startsWith('HL-')));

  it('gives the published scores, before rounding and after', () => {
    const { expected, expected_unrounded: unrounded } = qvhighlightsFixture;
    expect(Object.keys(highlights(unrounded)).sort()).toEqual(Object.keys(found).sort());
    expect(differences(found, highlights(unrounded), 1e-6)).toEqual([]);
    expect(differences(found, highlights(expected), 0.0051)).toEqual([]);
  });

  it.each(['Fair', 'Good', 'VeryGood'])('gives the detail of %s', (level) => {
    const detail = qvhighlightsFixture.expected_detail[`HL-min-${level}`] as Record<'HL-mAP' | 'HL-Hit1', number>;
    const expected = { [`HL-min-${level}-mAP`]: detail['HL-mAP'], [`HL-min-${level}-Hit1`]: detail['HL-Hit1'] };
    expect(differences(found, expected, 0.0051)).toEqual([]);
  });
});

describe('highlightMetrics', () => {
  const lone = (saliency: number[], predicted: number[]) =>
    highlightMetrics([{ saliency: saliency.map((value) => [value]), predicted }]);

  it('counts several right clips of one score once', () => {
    // Cut-offs 0.9 (1 of 1) and 0.5 (3 of 4): (1 + 3/4) / 2, where an area would be (1 + 2 × 3/4) / 3.
    expect(lone([4, 4, 4, 0], [0.9, 0.5, 0.5, 0.5]).veryGood.map).toBeCloseTo(87.5, 10);
  });

  it('interpolates: a lower cut-off with a better precision counts for the one above', () => {
    // Cut-offs: 0/1, 1/2, 2/3; the second takes the third's.
    expect(lone([0, 4, 4], [0.9, 0.5, 0.4]).good.map).toBeCloseTo(100 * (2 / 3), 10);
  });

  it('gives 0 where no clip is a highlight, 100 where all are', () => {
    expect(lone([2, 2], [0.1, 0.9])).toEqual({
      fair: { map: 100, hit1: 100 },
      good: { map: 0, hit1: 0 },
      veryGood: { map: 0, hit1: 0 },
    });
  });

  it('cuts scores beyond the last clip for mAP, and lets them miss for Hit@1', () => {
    expect(lone([4, 0], [0.5, 0.1, 0.9]).fair).toEqual({ map: 100, hit1: 0 });
  });

  it('takes missing scores for 0, which is more than a negative one', () => {
    expect(lone([4, 0], [-1]).fair).toEqual({ map: 50, hit1: 100 });
  });

  it('takes the first of equal scores', () => {
    expect(lone([0, 4], [0.5, 0.5]).fair.hit1).toBe(0);
    expect(lone([4, 0], [0.5, 0.5]).fair.hit1).toBe(100);
  });

  it('takes each annotator for a labelling of its own, and any of them for a hit', () => {
    const { veryGood } = highlightMetrics([
      {
        saliency: [
          [4, 0, 0],
          [0, 4, 0],
        ],
        predicted: [0.9, 0.1],
      },
    ]);
    expect(veryGood.map).toBeCloseTo((100 * (1 + 0.5 + 0)) / 3, 10);
    expect(veryGood.hit1).toBe(100);
  });

  it('counts a query without scores as wrong, leaves out a video without clips, and gives null for nothing', () => {
    const scores = highlightMetrics([
      { saliency: [[4], [0]], predicted: [1, 0] },
      { saliency: [[4], [4]], predicted: [] },
      { saliency: [], predicted: [1] },
    ]);
    expect(scores.fair).toEqual({ map: 50, hit1: 50 });
    expect(highlightMetrics([]).fair).toEqual({ map: null, hit1: null });
  });
});
