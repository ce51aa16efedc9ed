import { describe, expect, it } from 'vitest';
import { readEgoSchemaAnswers, readEgoSchemaQuestions } from '../../../src/evaluation/formats/egoschema-json.js';
import { multipleChoiceAccuracy } from '../../../src/evaluation/metrics/multiple-choice-accuracy.js';
import { truthInvalidMessage } from './truth-invalid-message.js';

const row = (id: string) => ({
  q_uid: id,
  google_drive_id: 'x',
  question: 'What is C doing?',
  ...Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`option ${index}`, `C cooks ${index}.`])),
});

describe('EgoSchema’s files', () => {
  it('gives questions and answers that can be scored together', () => {
    const questions = readEgoSchemaQuestions(JSON.stringify([row('u1'), row('u2'), row('u3')]), 'questions.json');
    expect(questions[1]).toEqual({
      id: 'u2',
      question: 'What is C doing?',
      options: ['C cooks 0.', 'C cooks 1.', 'C cooks 2.', 'C cooks 3.', 'C cooks 4.'],
    });
    const answers = readEgoSchemaAnswers('{"u1": 4, "u2": 0}', 'subset_answers.json');
    const known = questions.flatMap(({ id, options }) => {
      const answer = answers.get(id);
      return answer === undefined ? [] : { id, answer, optionCount: options.length };
    });
    const submission = readEgoSchemaAnswers('{"u1": 4, "u2": 3, "u3": 1}', 'submission.json');
    expect(multipleChoiceAccuracy(known, submission)).toMatchObject({ accuracy: 50, questions: 2 });
  });
  it('refuses a missing option, a question that occurs twice, an answer past the options', () => {
    const { 'option 3': _, ...short } = row('u2') as Record<string, unknown>;
    expect(truthInvalidMessage(() => readEgoSchemaQuestions(JSON.stringify([row('u1'), short]), 'q.json'))).toMatch(
      /q\.json.*: 1\.option 3: /,
    );
    const twice = JSON.stringify([row('u1'), row('u1')]);
    expect(truthInvalidMessage(() => readEgoSchemaQuestions(twice, 'q.json'))).toMatch(/q\.json.*u1: it occurs twice/);
    expect(truthInvalidMessage(() => readEgoSchemaAnswers('{"u1": 5}', 'a.json'))).toMatch(/a\.json.*: u1: /);
  });
});
