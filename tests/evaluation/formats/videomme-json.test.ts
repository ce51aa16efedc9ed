import { describe, expect, it } from 'vitest';
import { readVideoMmeQuestions, readVideoMmeResponses } from '../../../src/evaluation/formats/videomme-json.js';
import { videoMmeAccuracy } from '../../../src/evaluation/metrics/videomme-accuracy.js';
import { truthInvalidMessage } from './truth-invalid-message.js';

const row = (id: string, change: Record<string, unknown> = {}) => ({
  video_id: '001',
  duration: 'short',
  domain: 'Knowledge',
  question_id: id,
  task_type: 'Counting Problem',
  question: 'How many apples are there?',
  options: ['A. Two.', 'B. Three.', 'C. A. Four.', 'D. None.'],
  answer: 'C',
  ...change,
});

describe('Video-MME’s files', () => {
  it('gives questions and responses that can be scored together', () => {
    const text = JSON.stringify([row('001-1'), row('001-2', { answer: 'A', duration: 'long' }), row('001-3')]);
    const questions = readVideoMmeQuestions(text, 'videomme.json');
    expect(questions[0]).toEqual({
      id: '001-1',
      videoId: '001',
      duration: 'short',
      taskType: 'Counting Problem',
      question: 'How many apples are there?',
      options: ['Two.', 'Three.', 'A. Four.', 'None.'],
      optionCount: 4,
      answer: 2,
    });
    const responses = readVideoMmeResponses('{"001-1": "C", "001-2": "B", "001-3": null}', 'r.json');
    const { overall, byDuration } = videoMmeAccuracy(questions, responses);
    expect(overall).toEqual({ accuracy: 100 / 3, questions: 3, unanswered: 1 });
    expect(byDuration.get('long')?.accuracy).toBe(0);
  });
  it.each<readonly [string, Record<string, unknown>, RegExp]>([
    ['an answer that is no letter of an option', { answer: 'E' }, /videomme\.json.*: 1\.answer: /],
    ['an unknown duration', { duration: '90' }, /: 1\.duration: /],
    ['options out of order', { options: ['B. x', 'A. y', 'C. z', 'D. w'] }, /: 1\.options: the options must begin/],
    ['three options', { options: ['A. x', 'B. y', 'C. z'] }, /: 1\.options: /],
    ['a question that occurs twice', { question_id: '001-1' }, /001-1: it occurs twice/],
  ])('refuses %s', (_, change, message) => {
    const text = JSON.stringify([row('001-1'), row('001-2', change)]);
    expect(truthInvalidMessage(() => readVideoMmeQuestions(text, 'videomme.json'))).toMatch(message);
  });
  it('refuses a response that is no letter', () => {
    expect(truthInvalidMessage(() => readVideoMmeResponses('{"001-1": 2}', 'r.json'))).toMatch(/r\.json.*001-1/);
  });
});
