import { describe, expect, it } from 'vitest';
import { sampleClipTimes } from '../../src/encoders/sample-clip-times.js';
import { RecentFrames } from '../../src/indexing/recent-frames.js';

function frameAt(timeSeconds: number): { width: number; height: number; data: Uint8Array; timeSeconds: number } {
  return { width: 1, height: 1, data: new Uint8Array(3), timeSeconds };
}

describe('RecentFrames', () => {
  it('picks the frames nearest to the middles of equal parts, by time and not by number', () => {
    const recent = new RecentFrames({ secondsKept: 10, framesPerSecond: 10 });
    for (const time of [0, 0.1, 0.2, 0.3, 2, 2.9, 3.1, 4]) recent.push(frameAt(time));
    const picked = recent.pick({ startSeconds: 0, endSeconds: 4 }, [0.5, 1.5, 2.5, 3.5]);
    expect(picked.map(({ timeSeconds }) => timeSeconds)).toEqual([0.3, 2, 2.9, 3.1]);
  });

  it('prefers a frame of the window over a nearer one from across its border', () => {
    const recent = new RecentFrames({ secondsKept: 10, framesPerSecond: 10 });
    for (const time of [0.9, 1.15]) recent.push(frameAt(time));
    const span = { startSeconds: 1, endSeconds: 1.2 };
    const picked = recent.pick(span, sampleClipTimes(span, 8));
    expect(new Set(picked.map(({ timeSeconds }) => timeSeconds))).toEqual(new Set([1.15]));
  });

  it('stays small however long and fast the video is', () => {
    const recent = new RecentFrames({ secondsKept: 5, framesPerSecond: 10 });
    for (let index = 0; index < 60 * 60; index += 1) recent.push(frameAt(index / 60));
    expect(recent.size).toBeLessThanOrEqual(51);
    expect(recent.nearest(0)?.timeSeconds).toBeGreaterThanOrEqual(54.9);
  });
});
