import { describe, expect, it } from 'vitest';
import { readNextGqaSpans, readNextGqaTruth } from '../../../src/evaluation/formats/nextgqa-json.js';
import { readNextQaQuestions } from '../../../src/evaluation/formats/nextqa-csv.js';
import { readNextQaPredictions } from '../../../src/evaluation/formats/nextqa-predictions-json.js';
import { truthInvalidMessage } from './truth-invalid-message.js';

const header = 'video,frame_count,width,height,question,answer,qid,type,a0,a1,a2,a3,a4';

describe('NExT-QA’s questions', () => {
  it('keeps commas in sentences and leading zeros in names', () => {
    const text = `${header}\n0048590730,369,640,480,"why did the boy, in red, smile",2,7,CW,a,b,"c, d",e,f\n`;
    expect(readNextQaQuestions(text, 'val.csv')).toEqual([
      {
        id: '0048590730_7',
        videoId: '0048590730',
        type: 'CW',
        question: 'why did the boy, in red, smile',
        options: ['a', 'b', 'c, d', 'e', 'f'],
        answer: 2,
        optionCount: 5,
      },
    ]);
  });
  it.each([
    ['an answer past the options', 'v,1,1,1,q,5,0,CW,a,b,c,d,e', /Line 3 of val\.csv.*: answer: not 0 to 4/],
    ['an unknown type', 'v,1,1,1,q,0,0,XX,a,b,c,d,e', /Line 3 .*: type: not one of CW, /],
    ['an option left out', 'v,1,1,1,q,0,0,CW,a,,c,d,e', /Line 3 .*: a1: empty/],
    ['a row cut short', 'v,1,1,1,q,0,0,CW,a', /3.*val\.csv/],
    ['a question that occurs twice', 'v,1,1,1,q,0,9,CW,a,b,c,d,e', /val\.csv.*v_9: it occurs twice/],
  ])('refuses %s', (_, row, message) => {
    const text = `${header}\nv,1,1,1,q,0,9,CW,a,b,c,d,e\n${row}\n`;
    expect(truthInvalidMessage(() => readNextQaQuestions(text, 'val.csv'))).toMatch(message);
  });
  it('names the column that a file lacks', () => {
    const text = 'video,question,answer,qid,a0,a1,a2,a3,a4\nv,q,0,0,a,b,c,d,e\n';
    expect(truthInvalidMessage(() => readNextQaQuestions(text, 'open.csv'))).toMatch(
      /Line 2 of open\.csv.*: type: there is no such column/,
    );
  });
});

describe('predictions for NExT-QA', () => {
  it('takes null and −1 for no answer', () => {
    const text =
      '{"v_0": {"prediction": 3, "answer": 1}, "v_1": {"prediction": null, "answer": 0}, "v_2": {"prediction": -1, "answer": 0}}';
    expect([...readNextQaPredictions(text, 'p.json')]).toEqual([
      ['v_0', { prediction: 3, answer: 1 }],
      ['v_1', { prediction: null, answer: 0 }],
      ['v_2', { prediction: null, answer: 0 }],
    ]);
  });
  it.each([
    ['a number in quotes', '{"v_0": {"prediction": "3", "answer": 3}}', /p\.json.*v_0\.prediction/],
    ['a missing prediction', '{"v_0": {"answer": 3}}', /p\.json.*v_0\.prediction/],
    ['a list', '[]', /p\.json/],
  ])('refuses %s', (_, text, message) => {
    expect(truthInvalidMessage(() => readNextQaPredictions(text, 'p.json'))).toMatch(message);
  });
});

describe('NExT-GQA’s files', () => {
  const truth = (location: unknown) => JSON.stringify({ '4010069381': { duration: 34, location, fps: 30 } });

  it('gives each question with its spans', () => {
    expect(
      readNextGqaTruth(
        truth({
          '6': [
            [1, 2.5],
            [9, 9.3],
          ],
        }),
        'gsub_val.json',
      ),
    ).toEqual([
      {
        id: '4010069381_6',
        videoId: '4010069381',
        durationSeconds: 34,
        spans: [
          { startSeconds: 1, endSeconds: 2.5 },
          { startSeconds: 9, endSeconds: 9.3 },
        ],
      },
    ]);
  });
  it('lets a prediction be wrong, as long as it is a span', () => {
    expect([...readNextGqaSpans('{"v_0": [9, 4], "v_1": [-1, 2.5]}', 'p.json')]).toEqual([
      ['v_0', { startSeconds: 9, endSeconds: 4 }],
      ['v_1', { startSeconds: -1, endSeconds: 2.5 }],
    ]);
    expect(truthInvalidMessage(() => readNextGqaSpans('{"v_0": [[9, 4]]}', 'p.json'))).toMatch(/p\.json.*v_0/);
  });
  it.each<readonly [string, unknown, RegExp]>([
    ['a span that ends before it starts', { '6': [[3, 2]] }, /4010069381\.location\.6\.0: .*before it starts/],
    ['a question without spans', { '6': [] }, /4010069381\.location\.6: .*no span/],
    ['one span where there should be a list', { '6': [3, 2] }, /4010069381\.location\.6\.0/],
  ])('refuses %s', (_, location, message) => {
    expect(truthInvalidMessage(() => readNextGqaTruth(truth(location), 'gsub_val.json'))).toMatch(message);
  });
});
