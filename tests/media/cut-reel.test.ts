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
    await cutReel(
      fixture.tools,
      spans.map((span) => ({ path: video, span })),
      reel,
    );
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
      await expect(
        cutReel(
          fixture.tools,
          spans.map((span) => ({ path: video, span })),
          reel,
        ),
      ).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
      expect(existsSync(reel)).toBe(false);
    },
  );
});

describe('cutReel of several videos', () => {
  it('fits other sizes into the largest, other rates into the fastest, and silence beside sound', async () => {
    const small = await fixture.make('small.mp4', ['color=c=red:d=6:s=80x80:r=10']);
    const large = await fixture.make(
      'large.mkv',
      ['color=c=blue:d=6:s=160x90:r=25', 'sine=d=6'],
      '-map',
      '0:v',
      '-map',
      '1:a',
    );
    const reel = fixture.path('mixed.mp4');
    const span = { startSeconds: 1.03, endSeconds: 2.03 };
    const written: number[] = [];
    await cutReel(
      fixture.tools,
      [
        { path: small, span },
        { path: large, span },
        { path: small, span },
      ],
      reel,
      {
        onProgress: (seconds) => written.push(seconds),
      },
    );
    const probe = await probeVideo(fixture.tools, reel);
    expect(probe).toMatchObject({ hasAudio: true, width: 160, height: 90, averageFrameRate: 25 });
    expect(Math.abs(probe.durationSeconds - 3)).toBeLessThan(0.1);
    const frames = await collectFrames(readFrames(fixture.tools, reel, { shortEdge: 90 }));
    const colourAt = (index: number, x: number): string => {
      const [red = 0, , blue = 0] = frames[index]!.data.subarray((45 * 160 + x) * 3);
      return red > 128 ? 'r' : blue > 128 ? 'b' : '.';
    };
    // The square has black beside it, the wide one fills the picture.
    expect([0, 24, 25, 49, 50, 74].map((frame) => colourAt(frame, 80)).join('')).toBe('rrbbrr');
    expect([colourAt(10, 5), colourAt(40, 5), colourAt(10, 44)]).toEqual(['.', 'b', 'r']);
    expect(written.at(-1)).toBeGreaterThan(2);
  });

  it('refuses more pieces than fit into memory', async () => {
    const piece = { path: await source('piece.mkv', false), span: { startSeconds: 0, endSeconds: 1 } };
    const reel = cutReel(fixture.tools, Array(101).fill(piece), fixture.path('never.mp4'));
    await expect(reel).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});
