import { describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { VideoFrame } from '../../src/domain/rgb-image.js';
import type { TimeSpan } from '../../src/domain/time-span.js';
import type { ReadFrames } from '../../src/media/contracts.js';
import { readSpanFrames } from '../../src/retrieval/read-span-frames.js';

/** A minute at five frames a second, whose picture ends at 50 s; it remembers what was read of it. */
function openFootage(): { readFrames: ReadFrames; read: { span: TimeSpan | undefined; shortEdge: number }[] } {
  const read: { span: TimeSpan | undefined; shortEdge: number }[] = [];
  return {
    read,
    readFrames: async function* (_path, { span, shortEdge }) {
      read.push({ span, shortEdge });
      let given = 0;
      for (let index = 0; index < 250; index += 1) {
        const timeSeconds = index / 5;
        if (span && (timeSeconds < span.startSeconds || timeSeconds >= span.endSeconds)) continue;
        given += 1;
        yield await Promise.resolve({ width: 1, height: 1, data: new Uint8Array(3), timeSeconds });
      }
      if (given === 0) throw new AskreelError('VIDEO_NO_FRAMES', 'No frames there.');
    },
  };
}

const times = (frames: readonly VideoFrame[]): number[] => frames.map(({ timeSeconds }) => timeSeconds);

describe('readSpanFrames', () => {
  it('decodes a short span once and picks frames evenly', async () => {
    const { readFrames, read } = openFootage();
    const span = { startSeconds: 4, endSeconds: 12 };
    expect(times(await readSpanFrames('a', span, { count: 4, shortEdge: 9 }, readFrames))).toEqual([5, 7, 9, 11]);
    expect(read).toEqual([{ span, shortEdge: 9 }]);
  });

  it('glances at a long span instead of decoding it', async () => {
    const { readFrames, read } = openFootage();
    const span = { startSeconds: 0, endSeconds: 40 };
    expect(times(await readSpanFrames('a', span, { count: 4, shortEdge: 9 }, readFrames))).toEqual([5, 15, 25, 35]);
    const seconds = read.reduce((sum, { span: one }) => sum + (one ? one.endSeconds - one.startSeconds : 40), 0);
    expect(seconds).toBeLessThanOrEqual(1);
  });

  it('does without frames behind the end of the picture, unless there are none at all', async () => {
    const { readFrames } = openFootage();
    const wanted = { count: 4, shortEdge: 9 };
    expect(times(await readSpanFrames('a', { startSeconds: 20, endSeconds: 60 }, wanted, readFrames))).toEqual([
      25, 35, 45,
    ]);
    await expect(readSpanFrames('a', { startSeconds: 51, endSeconds: 90 }, wanted, readFrames)).rejects.toMatchObject({
      code: 'VIDEO_NO_FRAMES',
    });
  });
});
