import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutReel } from '../../src/media/cut-reel.js';
import { probeVideo } from '../../src/media/probe-video.js';
import { readFrames } from '../../src/media/read-frames.js';
import { collectFrames, openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

/** Red for two seconds, then blue for three; an odd size, and sound that ends before the picture if there is any. */
function source(name: string, withSound: boolean): Promise<string> {
  const sources = ['color=c=red:d=2:s=161x97:r=10', 'color=c=blue:d=3:s=161x97:r=10'];
  const options = ['-filter_complex', '[0][1]concat', '-pix_fmt', 'yuv444p', '-g', '250'];
  return withSound
    ? fixture.make(name, [...sources, 'sine=d=2.5'], ...options, '-map', '2:a')
    : fixture.make(name, sources, ...options);
}

describe('cutReel', () => {
  it.each([true, false])('joins spans exactly, in the order given (sound: %s)', async (withSound) => {
    const video = await source(`source-${withSound}.mkv`, withSound);
    const reel = fixture.path(`reel-${withSound}.mp4`);
    const spans = [
      { startSeconds: 3.5, endSeconds: 4.5 },
      { startSeconds: 0.5, endSeconds: 1.2 },
      { startSeconds: 2.2, endSeconds: 2.8 },
    ];
    await cutReel(fixture.tools, video, spans, reel);
    const probe = await probeVideo(fixture.tools, reel);
    expect(probe).toMatchObject({ codec: 'h264', hasAudio: withSound, width: 160, height: 96 });
    expect(Math.abs(probe.durationSeconds - 2.3)).toBeLessThan(0.1);
    const frames = await collectFrames(readFrames(fixture.tools, reel, { shortEdge: 32 }));
    const colours = frames.map(({ data }) => (data[0]! > 128 ? 'r' : 'b')).join('');
    expect(colours).toMatch(/^b{10}r{7}b{6}$/);
  });

  it.each([[[]], [[{ startSeconds: 2, endSeconds: 2 }]], [[{ startSeconds: 60, endSeconds: 61 }]]])(
    'refuses spans that hold nothing: %j',
    async (spans) => {
      const video = await source('short.mkv', false);
      const reel = fixture.path('never.mp4');
      await expect(cutReel(fixture.tools, video, spans, reel)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
      expect(existsSync(reel)).toBe(false);
    },
  );
});
