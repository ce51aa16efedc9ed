import { describe, expect, it } from 'vitest';
import { readActivityNetResults, readActivityNetTruth } from '../../../src/evaluation/formats/activitynet-json.js';
import { truthInvalidMessage } from './truth-invalid-message.js';

const truthWith = (annotation: unknown) =>
  JSON.stringify({
    version: 'VERSION 1.3',
    taxonomy: [],
    database: {
      v1: { subset: 'validation', duration: 82.7, url: 'x', annotations: [annotation] },
      v2: { subset: 'testing', duration: 5, annotations: [] },
    },
  });
const resultsWith = (result: unknown) => JSON.stringify({ results: { v1: [result] }, external_data: {} });

describe('ActivityNet’s files', () => {
  it('gives every video with its subset and actions, flawed ones too', () => {
    expect(readActivityNetTruth(truthWith({ segment: [6.5, 6.5], label: 'Long jump' }), 'gt.json')).toEqual([
      {
        videoId: 'v1',
        subset: 'validation',
        actions: [{ label: 'Long jump', span: { startSeconds: 6.5, endSeconds: 6.5 } }],
      },
      { videoId: 'v2', subset: 'testing', actions: [] },
    ]);
  });
  it('gives detections flat', () => {
    const text = resultsWith({ segment: [1, 2.5], label: 'Long jump', score: 0.7 });
    expect(readActivityNetResults(text, 'results.json')).toEqual([
      { videoId: 'v1', label: 'Long jump', span: { startSeconds: 1, endSeconds: 2.5 }, score: 0.7 },
    ]);
  });
  it.each<readonly [string, string, RegExp]>([
    ['text that is not JSON', '{', /gt\.json.*not JSON/],
    ['another kind of file', '{"results": {}}', /gt\.json.*: database: /],
    ['a segment of one number', truthWith({ segment: [1], label: 'x' }), /database\.v1\.annotations\.0\.segment/],
    [
      'a time in quotes',
      truthWith({ segment: ['1', 2], label: 'x' }),
      /database\.v1\.annotations\.0\.segment\.0: .*number/,
    ],
    ['an action without label', truthWith({ segment: [1, 2] }), /database\.v1\.annotations\.0\.label/],
  ])('refuses %s as truth', (_, text, message) => {
    expect(truthInvalidMessage(() => readActivityNetTruth(text, 'gt.json'))).toMatch(message);
  });
  it.each<readonly [string, string, RegExp]>([
    ['truth', truthWith({ segment: [1, 2], label: 'x' }), /r\.json.*: results: /],
    ['a detection without score', resultsWith({ segment: [1, 2], label: 'x' }), /results\.v1\.0\.score/],
    ['a score that is no number', resultsWith({ segment: [1, 2], label: 'x', score: 'high' }), /results\.v1\.0\.score/],
  ])('refuses %s as results', (_, text, message) => {
    expect(truthInvalidMessage(() => readActivityNetResults(text, 'r.json'))).toMatch(message);
  });
});
