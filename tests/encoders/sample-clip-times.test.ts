import { expect, it } from 'vitest';
import { sampleClipTimes } from '../../src/encoders/sample-clip-times.js';

it('looks at the middles of equal parts', () => {
  expect(sampleClipTimes({ startSeconds: 10, endSeconds: 14 }, 8)).toEqual([
    10.25, 10.75, 11.25, 11.75, 12.25, 12.75, 13.25, 13.75,
  ]);
  expect(sampleClipTimes({ startSeconds: 2, endSeconds: 3 }, 1)).toEqual([2.5]);
});
