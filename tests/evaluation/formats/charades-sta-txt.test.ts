import { describe, expect, it } from 'vitest';
import { readCharadesPredictions, readCharadesTruth } from '../../../src/evaluation/formats/charades-sta-txt.js';

describe('readCharadesTruth', () => {
  it('reads the lines and numbers them, whatever the line ends and blank lines', () => {
    const lines = ['\uFEFF3MSZA 24.3 30.4##person turn a light on.', '', 'AMT7R 0.0 5##a ## sign. ', '  '];
    for (const end of ['\n', '\r\n', '\r']) {
      expect(readCharadesTruth(lines.join(end), 'test.txt')).toEqual([
        {
          qid: '0',
          videoId: '3MSZA',
          query: 'person turn a light on.',
          span: { startSeconds: 24.3, endSeconds: 30.4 },
        },
        { qid: '1', videoId: 'AMT7R', query: 'a ## sign.', span: { startSeconds: 0, endSeconds: 5 } },
      ]);
    }
  });

  it('keeps an empty span', () => {
    expect(readCharadesTruth('3MSZA 5 5##a man', 'test.txt')[0]?.span).toEqual({ startSeconds: 5, endSeconds: 5 });
  });

  it.each([
    ['', 'The file test.txt cannot be used: it is empty.'],
    ['\uFEFF\n', 'The file test.txt cannot be used: it is empty.'],
    ['A 1 2##x\n\nB 3 4 x', 'Line 3 of test.txt cannot be used: it is not of the form VIDEO start end##sentence.'],
    ['A 1##x', 'Line 1 of test.txt cannot be used: it is not of the form VIDEO start end##sentence.'],
    ['A 1 2##  ', 'Line 1 of test.txt cannot be used: it has no sentence.'],
    ['A 1 two##x', 'Line 1 of test.txt cannot be used: 1 to two is not a span of seconds.'],
    ['A 4 2##x', 'Line 1 of test.txt cannot be used: 4 to 2 is not a span of seconds.'],
    ['A -4 2##x', 'Line 1 of test.txt cannot be used: -4 to 2 is not a span of seconds.'],
    ['A nan 2##x', 'Line 1 of test.txt cannot be used: nan to 2 is not a span of seconds.'],
  ])('names the line and the reason: %j', (text, message) => {
    expect(() => readCharadesTruth(text, 'test.txt')).toThrow(message);
    expect(() => readCharadesTruth(text, 'test.txt')).toThrow(
      expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error,
    );
  });
});

describe('readCharadesPredictions', () => {
  const first = { startSeconds: 4.67, endSeconds: 11.35 };
  const second = { startSeconds: 4.1, endSeconds: 15.54 };

  it('reads JSON lines and a JSON array, with scores or without, numbers or text', () => {
    const lines = '{"qid": 0, "predictions": [[4.67, 11.35, 0.7], ["4.1", "15.54"]]}\r\n{"qid":"1","predictions":[]}\n';
    const expected = [
      { qid: '0', spans: [first, second] },
      { qid: '1', spans: [] },
    ];
    expect(readCharadesPredictions(lines, 'p.jsonl')).toEqual(expected);
    expect(readCharadesPredictions(`[${lines.trim().replace('\r\n', ',\n')}]`, 'p.json')).toEqual(expected);
  });

  it('names the line and what is wrong', () => {
    expect(() => readCharadesPredictions('{"qid": 0, "predictions": [[4.67]]}', 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: predictions.0',
    );
    expect(() => readCharadesPredictions('{"qid": 0}', 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: predictions: Invalid input',
    );
    expect(() => readCharadesPredictions('{"predictions": []}', 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: qid: Invalid input',
    );
  });
});
