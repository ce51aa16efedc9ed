import { describe, expect, it } from 'vitest';
import {
  readQvhighlightsPredictions,
  readQvhighlightsTruth,
} from '../../../src/evaluation/formats/qvhighlights-jsonl.js';

const truth = {
  qid: 7803,
  query: 'Man in gray top walks from outside to inside.',
  duration: 9.5,
  vid: 'RoripwjYFp8_360.0_510.0',
  relevant_windows: [[2, 6]],
  relevant_clip_ids: [1, 2],
  saliency_scores: [
    [4, 4, 2],
    [3, 0, 1],
  ],
};
const prediction = { qid: 7803, pred_relevant_windows: [[2, 6, 0.5]], pred_saliency_scores: [0.1, -0.2] };
const jsonl = (...records: unknown[]): string => records.map((record) => JSON.stringify(record)).join('\n');

describe('readQvhighlightsTruth', () => {
  it('reads a line, and fills the clips that nobody scored', () => {
    expect(readQvhighlightsTruth(jsonl(truth), 'val.jsonl')).toEqual([
      {
        qid: '7803',
        query: truth.query,
        videoId: truth.vid,
        durationSeconds: 9.5,
        relevant: [{ startSeconds: 2, endSeconds: 6 }],
        saliency: [
          [0, 0, 0],
          [4, 4, 2],
          [3, 0, 1],
          [0, 0, 0],
        ],
      },
    ]);
  });

  it('takes a byte-order mark, any line end, blank lines, numbers as text, and a JSON array', () => {
    const asText = { ...truth, qid: 'b', duration: '9.5', relevant_windows: [['2', ' 6 ']] };
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `\uFEFF${jsonl(truth)}${end}${end}${jsonl(asText)}${end}  ${end}`;
      expect(readQvhighlightsTruth(text, 'val.jsonl').map(({ qid, relevant }) => [qid, relevant[0]])).toEqual([
        ['7803', { startSeconds: 2, endSeconds: 6 }],
        ['b', { startSeconds: 2, endSeconds: 6 }],
      ]);
    }
    expect(readQvhighlightsTruth(JSON.stringify([truth, asText], null, 2), 'val.json')).toHaveLength(2);
  });

  it('reads a query whose truth is windows alone, or saliency alone, or that nothing is relevant', () => {
    const { relevant_windows, relevant_clip_ids, saliency_scores, ...rest } = truth;
    const [windows, saliency, nothing] = readQvhighlightsTruth(
      jsonl(
        { ...rest, qid: 1, relevant_windows },
        { ...rest, qid: 2, relevant_clip_ids, saliency_scores },
        { ...rest, qid: 3, relevant_windows: [], relevant_clip_ids: [], saliency_scores: [] },
      ),
      'val.jsonl',
    );
    expect([windows?.relevant.length, windows?.saliency.length]).toEqual([1, 0]);
    expect([saliency?.relevant.length, saliency?.saliency.length]).toEqual([0, 4]);
    expect([nothing?.relevant.length, nothing?.saliency[0]]).toEqual([0, [0, 0, 0]]);
  });

  const { relevant_windows: _windows, relevant_clip_ids: _clips, saliency_scores: _scores, ...hidden } = truth;
  it.each([
    ['', 'The file val.jsonl cannot be used: it is empty.'],
    ['\uFEFF\r\n \r\n', 'The file val.jsonl cannot be used: it is empty.'],
    [`${jsonl(truth)}\n\n{"qid": 1,`, 'Line 3 of val.jsonl cannot be used: it is not JSON.'],
    ['[{"qid": 1}', 'The file val.jsonl cannot be used: it is neither a JSON array nor JSON lines.'],
    [jsonl(truth, { ...truth, qid: '7803' }), 'Line 2 of val.jsonl cannot be used: query 7803 is already in line 1.'],
    [`[${jsonl(truth)}, 5]`, 'Item 2 of val.jsonl cannot be used: Invalid input: expected object, received number.'],
    [jsonl({ ...truth, duration: 'long' }), 'Line 1 of val.jsonl cannot be used: duration: Invalid input'],
    [jsonl({ ...truth, duration: '' }), 'duration: Invalid input: expected number, received string'],
    [jsonl({ ...truth, relevant_windows: [[2, 6, 1]] }), 'relevant_windows.0: Too big'],
    [jsonl({ ...truth, relevant_windows: [[6, 2]] }), 'relevant_windows.0: a moment must end after it starts'],
    [jsonl({ ...truth, relevant_clip_ids: [1] }), 'relevant_clip_ids and saliency_scores must be of one length'],
    [jsonl({ ...truth, relevant_clip_ids: [1, 4] }), "relevant_clip_ids lie beyond the video's last clip of 2 s"],
    [jsonl({ ...truth, saliency_scores: [[1], [1, 2]] }), 'each of saliency_scores must hold as many annotators'],
    [jsonl(hidden), 'it has neither relevant_windows nor saliency_scores'],
  ])('names the place and the reason: %s', (text, message) => {
    expect(() => readQvhighlightsTruth(text, 'val.jsonl')).toThrow(message);
    expect(() => readQvhighlightsTruth(text, 'val.jsonl')).toThrow(
      expect.objectContaining({ code: 'TRUTH_INVALID' }) as Error,
    );
  });
});

describe('readQvhighlightsPredictions', () => {
  it('keeps the order of the list, and windows that end before they start', () => {
    const windows = [
      [6, 2, 0.1],
      [0, 4, 0.9],
    ];
    expect(readQvhighlightsPredictions(jsonl({ ...prediction, pred_relevant_windows: windows }), 'p.jsonl')).toEqual([
      {
        qid: '7803',
        moments: [
          { startSeconds: 6, endSeconds: 2, score: 0.1 },
          { startSeconds: 0, endSeconds: 4, score: 0.9 },
        ],
        saliency: [0.1, -0.2],
      },
    ]);
  });

  it('reads moments alone, saliency alone, and empty lists', () => {
    const { qid, pred_relevant_windows, pred_saliency_scores } = prediction;
    const lines = [
      { qid: 1, pred_relevant_windows },
      { qid: 2, pred_saliency_scores },
      { qid: 3, pred_relevant_windows: [] },
    ];
    const read = readQvhighlightsPredictions(jsonl(...lines), 'p.jsonl');
    expect(read.map(({ moments, saliency }) => [moments.length, saliency.length])).toEqual([
      [1, 0],
      [0, 2],
      [0, 0],
    ]);
    expect(() => readQvhighlightsPredictions(jsonl({ qid }), 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: it has neither pred_relevant_windows nor pred_saliency_scores.',
    );
  });

  it('refuses a window without a score, and a number that JSON cannot hold', () => {
    expect(() =>
      readQvhighlightsPredictions(jsonl({ ...prediction, pred_relevant_windows: [[2, 6]] }), 'p.jsonl'),
    ).toThrow('Line 1 of p.jsonl cannot be used: pred_relevant_windows.0');
    expect(() => readQvhighlightsPredictions('{"qid": 1, "pred_saliency_scores": [NaN]}', 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: it is not JSON.',
    );
    expect(() => readQvhighlightsPredictions('{"qid": 1, "pred_saliency_scores": ["Infinity"]}', 'p.jsonl')).toThrow(
      'Line 1 of p.jsonl cannot be used: pred_saliency_scores.0',
    );
  });
});
