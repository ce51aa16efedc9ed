import { describe, expect, it } from 'vitest';
import { readNextGqaSpans, readNextGqaTruth } from '../../../src/evaluation/formats/nextgqa-json.js';
import { readNextQaPredictions } from '../../../src/evaluation/formats/nextqa-predictions-json.js';
import { groundedQaMetrics, type GroundedQaScore } from '../../../src/evaluation/metrics/grounded-qa-metrics.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

type Percents = Record<string, number>;
interface Fixture {
  ground_truth: unknown;
  predictions: { grounding: unknown; qa: unknown };
  expected: Percents;
  expected_unrounded: Percents;
  expected_alternatives: { missing_counted_as_zero: { values: Percents } };
}

const toPercents = (score: GroundedQaScore): Percents => {
  const rates = {
    'Acc@GQA': score.accuracyGqa,
    mIoP: score.meanIop,
    'IoP@0.3': score.iopAt03,
    'IoP@0.5': score.iopAt05,
    mIoU: score.meanIou,
    'IoU@0.3': score.iouAt03,
    'IoU@0.5': score.iouAt05,
  };
  return Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate ?? NaN]));
};
const expectWithin = (given: Percents, expected: Percents, tolerance: number): void => {
  expect(Object.keys(given)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(given)) {
    expect(Math.abs(value - (expected[name] ?? NaN)), name).toBeLessThanOrEqual(tolerance);
  }
};

describe('grounded question answering against the reference evaluator', () => {
  const fixture = readMetricFixture<Fixture>('nextgqa_grounded_qa');
  const questions = readNextGqaTruth(JSON.stringify(fixture.ground_truth), 'gsub_test.json');
  const replies = {
    spans: readNextGqaSpans(JSON.stringify(fixture.predictions.grounding), 'test_ground.json'),
    answers: readNextQaPredictions(JSON.stringify(fixture.predictions.qa), 'test-res.json'),
  };

  it('gives the unrounded values and the printed ones', () => {
    const score = groundedQaMetrics(questions, replies);
    expectWithin(toPercents(score), fixture.expected_unrounded, 1e-6);
    expectWithin(toPercents(score), fixture.expected, 0.051);
    expect(score.questions).toBe(40);
  });
  it('gives those with missing spans as failures', () => {
    const score = groundedQaMetrics(questions, replies, 'zero');
    expectWithin(toPercents(score), fixture.expected_alternatives.missing_counted_as_zero.values, 1e-6);
    expect(score.questions).toBe(42);
  });
});

describe('grounded question answering', () => {
  const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
  const score = (truth: readonly ReturnType<typeof span>[], said: ReturnType<typeof span>, prediction: number | null) =>
    groundedQaMetrics([{ id: 'a', spans: truth }], {
      spans: new Map([['a', said]]),
      answers: new Map([['a', { answer: 2, prediction }]]),
    });

  it('wants the right answer from the right place', () => {
    expect(score([span(0, 10)], span(5, 15), 2)).toMatchObject({
      accuracyGqa: 100,
      iopAt05: 100,
      iouAt05: 0,
      iouAt03: 100,
    });
    expect(score([span(0, 10)], span(5, 15), 1).accuracyGqa).toBe(0);
    expect(score([span(0, 10)], span(5, 15), null).accuracyGqa).toBe(0);
    expect(score([span(0, 10)], span(5.1, 15.1), 2).accuracyGqa).toBe(0);
  });
  it('takes the best IoU and the best IoP from different spans', () => {
    const { meanIou, meanIop } = score([span(0, 4), span(3, 33)], span(0, 10), 2);
    expect([meanIou, meanIop]).toEqual([40, 70]);
  });
  it('takes a point for precise when it lies in the span, ends included, and one turned round for nothing', () => {
    expect(score([span(4, 10)], span(4, 4), 2)).toMatchObject({ meanIop: 100, meanIou: 0, accuracyGqa: 100 });
    expect(score([span(4, 10)], span(10, 10), 2).meanIop).toBe(100);
    expect(score([span(4, 10)], span(3.9, 3.9), 2).meanIop).toBe(0);
    expect(score([span(4, 10)], span(8, 5), 2)).toMatchObject({ meanIop: 0, meanIou: 0 });
    expect(score([span(5, 5)], span(5, 5), 2)).toMatchObject({ meanIop: 100, meanIou: 0 });
  });
  it('takes an answer that is missing for a wrong one, and nothing at all for null', () => {
    const questions = [{ id: 'a', spans: [span(0, 10)] }];
    const spans = new Map([['a', span(0, 10)]]);
    expect(groundedQaMetrics(questions, { spans, answers: new Map() })).toMatchObject({ accuracyGqa: 0, meanIou: 100 });
    const nothing = { spans: new Map<string, ReturnType<typeof span>>(), answers: new Map() };
    expect(groundedQaMetrics(questions, nothing)).toMatchObject({ accuracyGqa: null, meanIou: null, questions: 0 });
    expect(groundedQaMetrics(questions, nothing, 'zero')).toMatchObject({ accuracyGqa: 0, meanIop: 0, questions: 1 });
  });
});
