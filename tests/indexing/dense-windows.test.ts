import { expect, it } from 'vitest';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import { clipFrameTimes } from '../../src/encoders/clip-frame-times.js';
import { VideoPass } from '../../src/indexing/video-pass.js';
import { createColourEncoders } from './colour-encoders.js';

const framesPerSecond = 40;

it('gives a clip encoder the neighbouring frames that it asks for, however close they are', async () => {
  const { clip, ...rest } = createColourEncoders();
  const seen: number[] = [];
  const encoders: EncoderSet = {
    ...rest,
    clip: {
      ...clip!,
      framesPerClip: 5,
      frameTimes: (span) =>
        clipFrameTimes(span, { frames: 5, sampling: 'dense', stride: 1, sampleRate: framesPerSecond }),
      encode: (clips) => {
        // Each picture's first byte is its number.
        seen.push(...clips.flatMap((frames) => frames.map(({ data }) => data[0] ?? NaN)));
        return clip!.encode(clips);
      },
    },
  };
  const pass = new VideoPass({
    encoders,
    shotDetector: { push: () => [], finish: () => [] },
    windowing: { windowSeconds: 4, maxWindowSeconds: 6.5 },
    frameRate: framesPerSecond,
  });
  for (let frame = 0; frame < 200; frame += 1) {
    await pass.push({ width: 1, height: 1, data: Uint8Array.of(frame, 0, 0), timeSeconds: frame / framesPerSecond });
  }
  await pass.finish(5);
  // The middle of the only shot, 2.5 s, is frame 100.
  expect(seen).toHaveLength(5);
  expect(seen.slice(1).map((frame, index) => frame - seen[index]!)).toEqual([1, 1, 1, 1]);
  expect(seen[0]).toBe(98);
});
