import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRendition } from '../../src/media/make-rendition.js';
import { probeVideo } from '../../src/media/probe-video.js';
import { readFrames } from '../../src/media/read-frames.js';
import { readStreams } from '../../src/media/read-streams.js';
import { collectFrames, openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
let source: string;
beforeAll(async () => {
  fixture = await openMediaFixture();
  // Tall, of odd size, with frames at uneven times and a colour form that browsers do not take.
  source = await fixture.make(
    'uneven.mkv',
    ['testsrc=d=3:s=731x1001:r=10', 'sine=d=3'],
    ...['-vf', 'select=lt(n\\,8)+not(mod(n\\,5))', '-vsync', 'vfr', '-pix_fmt', 'yuv444p', '-c:a', 'pcm_s16le'],
  );
});
afterAll(() => fixture.close());

async function timesOf(path: string): Promise<number[]> {
  const frames = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 16 }));
  return frames.map(({ timeSeconds }) => Number(timeSeconds.toFixed(2)));
}

describe('makeRendition', () => {
  it('writes what browsers play, every frame at its time', async () => {
    const output = fixture.path('rendition.mp4');
    const written: number[] = [];
    await makeRendition(fixture.tools, source, output, { onProgress: (seconds) => written.push(seconds) });
    expect(await readStreams(fixture.tools, source)).toMatchObject({ pixelFormat: 'yuv444p', audioCodec: 'pcm_s16le' });
    expect(await readStreams(fixture.tools, output)).toMatchObject({
      container: expect.stringContaining('mp4') as string,
      ...{ videoCodec: 'h264', pixelFormat: 'yuv420p', audioCodec: 'aac' },
    });
    const { width, height } = await probeVideo(fixture.tools, output);
    expect([width, height]).toEqual([720, 986]);
    const times = await timesOf(source);
    expect(
      new Set(times.slice(1).map((time, index) => Number((time - times[index]!).toFixed(2)))).size,
    ).toBeGreaterThan(1);
    expect(await timesOf(output)).toEqual(times);
  });

  it('leaves nothing when it is stopped', async () => {
    const stopped = fixture.path('stopped.mp4');
    const stop = new AbortController();
    const work = makeRendition(fixture.tools, source, stopped, { signal: stop.signal });
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
    expect(existsSync(stopped)).toBe(false);
  });
});
