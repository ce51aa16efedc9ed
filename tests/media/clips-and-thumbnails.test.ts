import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutClip } from '../../src/media/cut-clip.js';
import { makeThumbnail } from '../../src/media/make-thumbnail.js';
import { probeVideo } from '../../src/media/probe-video.js';
import { readFrames } from '../../src/media/read-frames.js';
import { writeFile } from 'node:fs/promises';
import { collectFrames, openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
let source: string;
beforeAll(async () => {
  fixture = await openMediaFixture();
  // Red for two seconds, then blue; key frames far apart.
  source = await fixture.make(
    'red-blue.mkv',
    ['color=c=red:d=2:s=160x96:r=10', 'color=c=blue:d=3:s=160x96:r=10', 'sine=d=5'],
    ...['-filter_complex', '[0][1]concat', '-map', '2:a', '-pix_fmt', 'yuv444p', '-g', '250'],
  );
});
afterAll(() => fixture.close());

/** Colour in the middle of a picture file's only frame. */
async function middleOf(jpeg: Buffer, name: string): Promise<{ size: [number, number]; colour: number[] }> {
  await writeFile(fixture.path(`${name}.jpg`), jpeg);
  const video = await fixture.make(`${name}.mkv`, [fixture.path(`${name}.jpg`)], '-c:v', 'ffv1');
  const [frame] = await collectFrames(readFrames(fixture.tools, video, { shortEdge: 1000 }));
  const at = (Math.floor(frame!.height / 2) * frame!.width + Math.floor(frame!.width / 2)) * 3;
  return { size: [frame!.width, frame!.height], colour: [...frame!.data.subarray(at, at + 3)] };
}

describe('makeThumbnail', () => {
  it('draws boxes as frames', async () => {
    const around = await makeThumbnail(fixture.tools, source, 2.5, {
      boxes: [{ left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 }],
    });
    expect((await middleOf(around, 'around')).colour[2]).toBeGreaterThan(200);
    const through = await makeThumbnail(fixture.tools, source, 2.5, {
      boxes: [{ left: 0.5, top: 0.2, right: 0.9, bottom: 0.9 }],
    });
    const { colour } = await middleOf(through, 'through');
    expect(Math.min(colour[0]!, colour[1]!)).toBeGreaterThan(150);
  });

  it('shows the moment asked for, at the width asked for', async () => {
    const red = await middleOf(await makeThumbnail(fixture.tools, source, 1.5, { width: 80 }), 'red');
    expect(red.size).toEqual([80, 48]);
    expect(red.colour[0]).toBeGreaterThan(200);
    const blue = await middleOf(await makeThumbnail(fixture.tools, source, 2.5), 'blue');
    expect(blue.size).toEqual([160, 96]);
    expect(blue.colour[2]).toBeGreaterThan(200);
  });

  it('shows the last picture at and behind the end', async () => {
    for (const time of [4.99, 5, 60]) {
      const picture = await makeThumbnail(fixture.tools, source, time);
      expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    }
  });
});

describe('cutClip', () => {
  it('begins and ends exactly, with sound', async () => {
    const clip = fixture.path('clip.mp4');
    await cutClip(fixture.tools, source, { startSeconds: 1.5, endSeconds: 2.7 }, clip);
    const probe = await probeVideo(fixture.tools, clip);
    expect(probe).toMatchObject({ codec: 'h264', hasAudio: true, width: 160, height: 96 });
    expect(Math.abs(probe.durationSeconds - 1.2)).toBeLessThan(0.06);
    const frames = await collectFrames(readFrames(fixture.tools, clip, { shortEdge: 32 }));
    const reds = frames.filter((frame) => frame.data[0]! > 128).length;
    expect([reds, frames.length]).toEqual([5, 12]);
  });

  it('refuses what cannot be and leaves nothing behind when cancelled', async () => {
    const span = { startSeconds: 0, endSeconds: 1 };
    const refused = async (output: string, wanted = span): Promise<unknown> =>
      await cutClip(fixture.tools, source, wanted, output).catch((error: { code: string }) => error.code);
    expect(await refused(fixture.path('clip.avi'))).toBe('BAD_ARGUMENT');
    expect(await refused(fixture.path('no/such/folder.mp4'))).toBe('BAD_ARGUMENT');
    expect(await refused(fixture.path('late.mp4'), { startSeconds: 9, endSeconds: 10 })).toBe('BAD_ARGUMENT');
    const own = await fixture.make('own.mp4', ['testsrc=d=1:s=64x64']);
    await expect(cutClip(fixture.tools, own, span, own)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });

    const long = await fixture.make('long.mkv', ['color=d=60:s=640x360:r=25'], '-c:v', 'mpeg4');
    const controller = new AbortController();
    const cutting = cutClip(fixture.tools, long, { startSeconds: 0, endSeconds: 60 }, fixture.path('gone.mp4'), {
      signal: controller.signal,
    });
    const watching = setInterval(() => {
      if (existsSync(fixture.path('gone.mp4'))) controller.abort();
    }, 5);
    await expect(cutting).rejects.toMatchObject({ code: 'ABORTED' });
    clearInterval(watching);
    expect(existsSync(fixture.path('gone.mp4'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it.each([0, 1])('is told of, though ffmpeg ends with exit code %d', async (exitCode) => {
    const video = await fixture.make('room.mkv', ['color=c=red:d=1:s=64x64:r=10']);
    const program = fixture.path(`ffmpeg-${exitCode}`);
    await writeFile(program, `#!/bin/sh\necho 'out.mp4: No space left on device' >&2\nexit ${exitCode}\n`, {
      mode: 0o755,
    });
    const tools = { ...fixture.tools, ffmpeg: { ...fixture.tools.ffmpeg, path: program } };
    const cutting = cutClip(tools, video, { startSeconds: 0, endSeconds: 1 }, fixture.path('out.mp4'));
    await expect(cutting).rejects.toMatchObject({ code: 'DISK_FULL' });
  });
});
