import { describe, expect, it } from 'vitest';
import { arrangeClips, pickSlowPathway } from '../../src/encoders/arrange-clips.js';
import type { ClipLayout } from '../../src/encoders/clip-role.js';

// Two clips of four frames of 2 × 1 pixels; a value spells its place: clip, frame, channel, column.
const [clips, frames, channels, width] = [2, 4, 3, 2];
const places = Array.from({ length: clips * frames * channels * width }, (_, at) => ({
  clip: Math.floor(at / (frames * channels * width)),
  frame: Math.floor(at / (channels * width)) % frames,
  channel: Math.floor(at / width) % channels,
  column: at % width,
}));
const spell = (clip: number, frame: number, channel: number, column: number): number =>
  1000 * clip + 100 * frame + 10 * channel + column;
const tensor = {
  type: 'float32',
  data: Float32Array.from(places, ({ clip, frame, channel, column }) => spell(clip, frame, channel, column)),
  shape: [clips * frames, channels, 1, width],
} as const;

describe('arrangeClips', () => {
  it.each<[ClipLayout, number[], number[]]>([
    ['NTCHW', [2, 4, 3, 1, 2], [0, 1, 10, 11, 20, 21, 100]],
    ['NCTHW', [2, 3, 4, 1, 2], [0, 1, 100, 101, 200, 201, 300]],
    ['NTHWC', [2, 4, 1, 2, 3], [0, 10, 20, 1, 11, 21, 100]],
    ['NSCTHW', [2, 1, 3, 4, 1, 2], [0, 1, 100, 101, 200, 201, 300]],
    ['TSN', [8, 3, 1, 2], [0, 1, 10, 11, 20, 21, 100]],
    ['slowfast', [2, 3, 4, 1, 2], [0, 1, 100, 101, 200, 201, 300]],
  ])('%s', (layout, shape, beginning) => {
    const arranged = arrangeClips(tensor, frames, layout);
    expect(arranged.shape).toEqual(shape);
    expect([...arranged.data.slice(0, 7)]).toEqual(beginning);
    expect(arranged.data[arranged.data.length / 2]).toBe(1000);
    expect(arranged.data.at(-1)).toBe(1321);
  });
});

it('picks the slow pathway from the first frame to the last', () => {
  const fast = arrangeClips(tensor, frames, 'slowfast');
  const slow = pickSlowPathway(fast, 2);
  expect(slow.shape).toEqual([2, 3, 2, 1, 2]);
  expect([...slow.data.slice(0, 8)]).toEqual([0, 1, 300, 301, 10, 11, 310, 311]);
  expect([...pickSlowPathway(fast, 4).data.slice(0, 4)]).toEqual([0, 1, 10, 11]);
});
