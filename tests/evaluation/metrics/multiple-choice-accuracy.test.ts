import { describe, expect, it } from 'vitest';
import { readNextQaPredictions } from '../../../src/evaluation/formats/nextqa-predictions-json.js';
import { chosenOptions, multipleChoiceAccuracy } from '../../../src/evaluation/metrics/multiple-choice-accuracy.js';
import {
  nextQaAccuracy,
  type NextQaAccuracy,
  type NextQaType,
} from '../../../src/evaluation/metrics/nextqa-accuracy.js';
import { videoMmeAccuracy } from '../../../src/evaluation/metrics/videomme-accuracy.js';
import { readMetricFixture } from '../fixtures/read-metric-fixture.js';

type Percents = Record<keyof NextQaAccuracy, number>;
interface Fixture {
  ground_truth: { video: string; qid: number; type: NextQaType; answer: number }[];
  predictions: unknown;
  expected: Percents;
  expected_unrounded: Percents;
  counts: Record<string, number>;
  expected_alternatives: { null_as_minus_one: { values: Percents } };
}

describe('NExT-QA accuracies against the reference evaluator', () => {
  const fixture = readMetricFixture<Fixture>('nextqa_multiple_choice');
  const questions = fixture.ground_truth.map(({ video, qid, type, answer }) => ({
    id: `${video}_${qid}`,
    type,
    answer,
    optionCount: 5,
  }));
  const chosen = chosenOptions(readNextQaPredictions(JSON.stringify(fixture.predictions), 'predictions.json'));
  const expectPercents = (given: NextQaAccuracy, expected: Percents, tolerance: number): void => {
    expect(Object.keys(given).sort()).toEqual(Object.keys(expected).sort());
    for (const [column, { accuracy }] of Object.entries(given)) {
      const gap = Math.abs((accuracy ?? NaN) - expected[column as keyof Percents]);
      expect(gap, column).toBeLessThanOrEqual(tolerance);
    }
  };

  it('gives the unrounded values and the printed ones', () => {
    expectPercents(nextQaAccuracy(questions, chosen), fixture.expected_unrounded, 1e-6);
    expectPercents(nextQaAccuracy(questions, chosen), fixture.expected, 0.0051);
  });
  it('gives those with a fifth for each unparsed reply', () => {
    expectPercents(
      nextQaAccuracy(questions, chosen, 'chance'),
      fixture.expected_alternatives.null_as_minus_one.values,
      1e-6,
    );
  });
  it('counts questions as the reference does', () => {
    const score = nextQaAccuracy(questions, chosen);
    const { all, null_predictions, ...columns } = fixture.counts;
    expect(score.Acc).toMatchObject({ questions: all, unanswered: null_predictions });
    for (const [column, count] of Object.entries(columns)) {
      expect(score[column as keyof Percents].questions, column).toBe(count);
    }
  });
});

describe('multiple choice', () => {
  const choice = (id: string, answer: number, optionCount = 4) => ({ id, answer, optionCount });
  const questions = [choice('a', 0), choice('b', 1), choice('c', 2), choice('d', 3)];

  it('takes a missing reply for an unparsed one, whatever the rule', () => {
    for (const chosen of [
      new Map([
        ['a', 0],
        ['b', 0],
      ]),
      new Map([
        ['a', 0],
        ['b', 0],
        ['c', null],
        ['d', null],
      ]),
    ]) {
      expect(multipleChoiceAccuracy(questions, chosen)).toEqual({ accuracy: 25, questions: 4, unanswered: 2 });
      expect(multipleChoiceAccuracy(questions, chosen, 'chance').accuracy).toBe(37.5);
      expect(multipleChoiceAccuracy(questions, chosen, 'left-out')).toMatchObject({ accuracy: 50, questions: 2 });
    }
  });
  it('gives null where there is nothing to count', () => {
    expect(multipleChoiceAccuracy([], new Map()).accuracy).toBeNull();
    expect(multipleChoiceAccuracy(questions, new Map(), 'left-out')).toEqual({
      accuracy: null,
      questions: 0,
      unanswered: 4,
    });
    expect(nextQaAccuracy([{ ...choice('a', 0), type: 'TP' }], new Map([['a', 0]]))).toMatchObject({
      TN: { accuracy: 100, questions: 1 },
      T: { accuracy: 100, questions: 1 },
      C: { accuracy: null, questions: 0 },
    });
  });
  it('sorts Video-MME by length and task', () => {
    const score = videoMmeAccuracy(
      [
        { ...choice('a', 0), duration: 'short', taskType: 'OCR Problems' },
        { ...choice('b', 1), duration: 'long', taskType: 'OCR Problems' },
        { ...choice('c', 2), duration: 'long', taskType: 'Counting Problem' },
      ],
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
    );
    expect(score.overall).toEqual({ accuracy: 100 / 3, questions: 3, unanswered: 1 });
    expect([...score.byDuration]).toEqual([
      ['short', { accuracy: 0, questions: 1, unanswered: 0 }],
      ['long', { accuracy: 50, questions: 2, unanswered: 1 }],
    ]);
    expect([...score.byTaskType].map(([task, { accuracy }]) => [task, accuracy])).toEqual([
      ['OCR Problems', 50],
      ['Counting Problem', 0],
    ]);
  });
});
