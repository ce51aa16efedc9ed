import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { frameAt, timelineRate } from '../../../src/domain/cut-lists/frame-rate.js';
import { canDropFrames, formatTimecode, parseTimecode } from '../../../src/domain/cut-lists/timecode.js';

/** Another implementation of SMPTE timecode, which has no types. */
const Timecode = createRequire(import.meta.url)('smpte-timecode') as (
  frame: number,
  rate: readonly [number, number],
  dropFrame: boolean,
) => { toString(): string };

describe('timecode', () => {
  it.each([23.976, 24, 25, 29.97, 30, 50, 59.94, 60])('agrees with another implementation at %d', (fps) => {
    const rate = timelineRate(fps);
    for (const dropFrame of canDropFrames(rate) ? [true, false] : [false]) {
      const edges = [60, 120, 599, 600, 601, 3599, 3600, 36_000, 86_390].map((seconds) => frameAt(seconds, rate));
      const frames = edges.flatMap((edge) => Array.from({ length: 70 }, (_, near) => edge - 35 + near));
      for (const frame of [0, 1, ...frames]) {
        const text = formatTimecode(frame, { rate, dropFrame });
        expect(text).toBe(Timecode(frame, [rate.frames, rate.seconds], dropFrame).toString());
        expect(parseTimecode(text, { rate, dropFrame })).toBe(frame);
      }
    }
  });

  it('stays with the clock in drop-frame, and begins anew after a day', () => {
    const mode = { rate: timelineRate(29.97), dropFrame: true };
    expect(formatTimecode(frameAt(3600, mode.rate), mode)).toBe('01:00:00;00');
    expect(formatTimecode(25 * 3600 * 25, { rate: timelineRate(25), dropFrame: false })).toBe('01:00:00:00');
  });
});

describe('timelineRate', () => {
  it.each([
    [23.98, 24_000, 1001],
    [24, 24, 1],
    [29.97, 30_000, 1001],
    [30, 30, 1],
    // Slow rates: a whole multiple of them.
    [10, 30, 1],
    [12.5, 25, 1],
    [15, 30, 1],
    // Variable rates: the next one that loses no frame.
    [28.3, 30_000, 1001],
    [41.7, 50, 1],
    [120, 60, 1],
    [undefined, 30, 1],
  ])('of %d frames a second is %d/%d', (fps, frames, seconds) => {
    expect(timelineRate(fps)).toEqual({ frames, seconds });
  });
});
