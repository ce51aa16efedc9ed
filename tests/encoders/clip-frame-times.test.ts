import { describe, expect, it } from 'vitest';
import { clipFrameTimes } from '../../src/encoders/clip-frame-times.js';

const dense = { frames: 4, sampling: 'dense', stride: 2, sampleRate: 20 } as const;

describe('clipFrameTimes', () => {
  it('spreads uniform frames over the span', () => {
    const uniform = { ...dense, sampling: 'uniform' } as const;
    expect(clipFrameTimes({ startSeconds: 10, endSeconds: 14 }, uniform)).toEqual([10.5, 11.5, 12.5, 13.5]);
  });

  it('takes dense frames, stride ÷ rate apart, round the middle of the span', () => {
    const times = clipFrameTimes({ startSeconds: 10, endSeconds: 14 }, dense);
    [11.85, 11.95, 12.05, 12.15].forEach((time, index) => expect(times[index]).toBeCloseTo(time, 9));
    expect(times).toHaveLength(4);
  });

  it('stays inside a span that is shorter than the window', () => {
    const times = clipFrameTimes({ startSeconds: 1, endSeconds: 1.2 }, dense);
    [1, 1.05, 1.15, 1.2].forEach((time, index) => expect(times[index]).toBeCloseTo(time, 9));
  });
});
