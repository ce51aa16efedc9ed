import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrames } from '../../src/media/read-frames.js';
import { collectFrames, openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

/** ffmpeg processes, zombies included, that this process has started and that are still there. */
function runningDecoders(): string[] {
  return execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('ffmpeg'));
}

function pixel(frame: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  const at = (y * frame.width + x) * 3;
  return [...frame.data.subarray(at, at + 3)];
}

describe('readFrames', () => {
  it('gives every frame once, in RGB, at the asked size, with its own memory', async () => {
    const path = await fixture.make('red.mp4', ['color=c=red:d=1:s=321x181:r=10'], '-pix_fmt', 'yuv444p');
    const frames = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 61 }));
    expect(frames).toHaveLength(10);
    expect(frames.map((frame) => frame.timeSeconds)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(new Set(frames.map((frame) => frame.data.buffer)).size).toBe(10);
    for (const frame of frames) {
      expect(frame).toMatchObject({ width: 108, height: 61 });
      expect(frame.data).toHaveLength(108 * 61 * 3);
      const [red, green, blue] = pixel(frame, 50, 30);
      expect(red).toBeGreaterThan(245);
      expect(Math.max(green ?? 255, blue ?? 255)).toBeLessThan(10);
    }
  });

  it('does not enlarge a small source', async () => {
    const path = await fixture.make('small.mp4', ['testsrc=d=1:s=64x48:r=5']);
    const [frame] = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 224 }));
    expect(frame).toMatchObject({ width: 64, height: 48 });
  });

  it('turns rotated video upright', async () => {
    const flat = await fixture.make(
      'flat.mp4',
      ['color=c=blue:d=1:s=160x96:r=5'],
      ...['-vf', 'drawbox=x=0:y=0:w=80:h=96:c=red:t=fill', '-pix_fmt', 'yuv444p'],
    );
    const turned = await fixture.make('upright.mp4', [flat], '-c', 'copy', '-metadata:s:v:0', 'rotate=270');
    const [frame] = await collectFrames(readFrames(fixture.tools, turned, { shortEdge: 48 }));
    expect(frame).toMatchObject({ width: 48, height: 80 });
    // Turned clockwise, what was on the left is on top.
    expect(pixel(frame!, 24, 10)[0]).toBeGreaterThan(200);
    expect(pixel(frame!, 24, 70)[2]).toBeGreaterThan(200);
  });

  it('keeps the true times of a variable frame rate and of a late start', async () => {
    const path = await fixture.make(
      'variable.mkv',
      ['testsrc=d=3:s=64x64:r=10'],
      ...['-vf', "select='lt(t,1)+not(mod(n,5))',setpts=PTS+5/TB", '-vsync', 'vfr', '-c:v', 'mpeg4'],
    );
    const frames = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 64 }));
    const times = frames.map((frame) => Number(frame.timeSeconds.toFixed(2)));
    expect(times).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.5, 2, 2.5]);
  });

  it('reads a span with the same times and pixels as the whole', async () => {
    const path = await fixture.make('long.mp4', ['testsrc=d=12:s=64x48:r=10'], '-g', '50', '-bf', '2');
    const whole = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 48 }));
    const span = { startSeconds: 7.25, endSeconds: 8.5 };
    const part = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 48, span }));
    const wanted = whole.filter((frame) => frame.timeSeconds >= 7.25 && frame.timeSeconds < 8.5);
    expect(part.map((frame) => frame.timeSeconds.toFixed(3))).toEqual(
      wanted.map((frame) => frame.timeSeconds.toFixed(3)),
    );
    expect(part.every((frame, index) => Buffer.compare(frame.data, wanted[index]!.data) === 0)).toBe(true);
  });

  it('gives the picture on screen when none begins in the span', async () => {
    const path = await fixture.make('slides.mp4', ['testsrc=d=20:s=64x64:r=1/5']);
    const span = { startSeconds: 11, endSeconds: 12 };
    const frames = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 64, span }));
    expect(frames.map((frame) => frame.timeSeconds)).toEqual([10]);
  });

  it('stops the decoder when the loop is left, and holds it while nobody reads', async () => {
    const path = await fixture.make('stream.mkv', ['color=d=20:s=640x360:r=25'], '-c:v', 'mpeg4');
    let seen = 0;
    for await (const _frame of readFrames(fixture.tools, path, { shortEdge: 360 })) {
      seen += 1;
      if (seen === 3) {
        const before = process.memoryUsage().arrayBuffers;
        await sleep(1000);
        expect(runningDecoders()).toHaveLength(1);
        // 20 s of these frames are 345 MB.
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
        break;
      }
    }
    expect(runningDecoders()).toEqual([]);
  });

  it('ends at once when cancelled, before and while decoding', async () => {
    const path = await fixture.make('cancel.mkv', ['color=d=20:s=320x180:r=25'], '-c:v', 'mpeg4');
    const cancelled = readFrames(fixture.tools, path, { shortEdge: 96, signal: AbortSignal.abort() });
    await expect(collectFrames(cancelled)).rejects.toMatchObject({ code: 'ABORTED' });

    const controller = new AbortController();
    let seen = 0;
    const reading = (async () => {
      for await (const _frame of readFrames(fixture.tools, path, { shortEdge: 96, signal: controller.signal })) {
        seen += 1;
        if (seen === 5) controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toBe(5);
    expect(runningDecoders()).toEqual([]);
  });

  it('goes on over damage and says so once for each kind', async () => {
    const good = await fixture.make('whole.mkv', ['testsrc2=d=6:s=160x120:r=25'], '-c:v', 'mpeg4', '-g', '25');
    const bytes = await readFile(good);
    for (let at = 10_000; at < bytes.length - 10_000; at += 6_000) bytes.fill(0x55, at, at + 40);
    await writeFile(fixture.path('hurt.mkv'), bytes);
    const warnings: string[] = [];
    const onWarning = (warning: string): void => void warnings.push(warning);
    const frames = await collectFrames(
      readFrames(fixture.tools, fixture.path('hurt.mkv'), { shortEdge: 48, onWarning }),
    );
    expect(frames.length).toBeGreaterThan(75);
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.length).toBeLessThanOrEqual(5);
    expect(frames.every((frame, index) => index === 0 || frame.timeSeconds >= frames[index - 1]!.timeSeconds)).toBe(
      true,
    );
  });

  it('refuses what has no frame to show and what makes no sense', async () => {
    const path = await fixture.make('short.mp4', ['testsrc=d=1:s=64x64']);
    const behind = readFrames(fixture.tools, path, { shortEdge: 64, span: { startSeconds: 2, endSeconds: 1 } });
    await expect(collectFrames(behind)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(collectFrames(readFrames(fixture.tools, path, { shortEdge: 0 }))).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });

    // An index that promises frames, without the frames.
    const indexFirst = await readFile(
      await fixture.make('index-first.mp4', ['testsrc=d=1:s=64x64'], '-movflags', '+faststart'),
    );
    await writeFile(fixture.path('frames-lost.mp4'), indexFirst.subarray(0, indexFirst.indexOf('mdat') + 40));
    const lost = readFrames(fixture.tools, fixture.path('frames-lost.mp4'), { shortEdge: 64 });
    const failure = collectFrames(lost).then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
    expect(await failure).toBe('VIDEO_NO_FRAMES');
  });
});
