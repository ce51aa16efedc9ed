import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AudioBlock } from '../../src/media/contracts.js';
import { probeVideo } from '../../src/media/probe-video.js';
import { readAudio } from '../../src/media/read-audio.js';
import { readFrames } from '../../src/media/read-frames.js';
import { collectFrames, openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

async function hear(path: string): Promise<{ blocks: AudioBlock[]; samples: Float32Array }> {
  const blocks: AudioBlock[] = [];
  for await (const block of readAudio(fixture.tools, path)) blocks.push(block);
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.samples.length, 0));
  for (const { startSeconds, samples: part } of blocks) samples.set(part, Math.round(startSeconds * 16_000));
  return { blocks, samples };
}

/** Begin and end, in seconds, of all that is louder than a whisper; holes under 0.2 s are bridged. */
function loudSpans(samples: Float32Array): number[][] {
  const spans: number[][] = [];
  samples.forEach((value, index) => {
    if (Math.abs(value) < 0.02) return;
    const last = spans.at(-1);
    if (last && index / 16_000 - (last[1] ?? 0) < 0.2) last[1] = index / 16_000;
    else spans.push([index / 16_000, index / 16_000]);
  });
  return spans;
}

/** Whether each end of the one span is within 50 ms of the other's. */
function expectSpans(found: number[][], wanted: number[][]): void {
  expect(found).toHaveLength(wanted.length);
  found.flat().forEach((time, index) => expect(Math.abs(time - (wanted.flat()[index] ?? 0))).toBeLessThan(0.05));
}

const still = 'color=c=gray:d=8:s=64x64:r=10';
const beep = (from: number, to: number): string => `aevalsrc='0.3*sin(2500*t)*between(t,${from},${to})':d=8:s=44100`;
const videoCodec = (format: string): string => (format === 'mpg' ? 'mpeg2video' : 'mpeg4');
const runningDecoders = (): string[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('ffmpeg'));

describe('readAudio', () => {
  it.each(['mp4', 'mkv', 'avi', 'mov'])('gives 16 kHz mono in source time: %s', async (format) => {
    const path = await fixture.make(`plain.${format}`, [still, beep(2, 3.5)], '-ac', '2', '-c:v', 'mpeg4');
    const { blocks, samples } = await hear(path);
    expect(blocks.slice(0, 3).map(({ startSeconds, samples: { length } }) => [startSeconds, length])).toEqual([
      [0, 16_000],
      [1, 16_000],
      [2, 16_000],
    ]);
    expect(new Set(blocks.map((block) => block.samples.buffer)).size).toBe(blocks.length);
    expect(samples.length / 16_000).toBeGreaterThan(7.9);
    expect(samples.reduce((most, value) => Math.max(most, value), 0)).toBeGreaterThan(0.2);
    expectSpans(loudSpans(samples), [[2, 3.5]]);
  });

  it.each(['mp4', 'mkv', 'mpg'])('keeps the place of sound that starts after the picture: %s', async (format) => {
    const sound = await fixture.make('late.wav', [beep(1, 2)]);
    const picture = await fixture.make('late-picture.mkv', [still], '-c:v', videoCodec(format), '-r', '25');
    const path = fixture.path(`late.${format}`);
    const options = ['-v', 'error', '-y', '-i', picture, '-itsoffset', '2.5', '-i', sound, '-c:v', 'copy'];
    execFileSync(fixture.tools.ffmpeg.path, [...options, '-c:a', format === 'mpg' ? 'mp2' : 'aac', path]);
    expectSpans(loudSpans((await hear(path)).samples), [[3.5, 4.5]]);
  });

  it.each(['mkv', 'mpg', 'mp4'])(
    'counts as the frames do when the picture starts after the sound: %s',
    async (format) => {
      const sound = await fixture.make('early.wav', [beep(4, 5)]);
      // White from 2 s on, shown from 3.5 s on.
      const flash = "color=c=black:d=6:s=64x64:r=20,drawbox=t=fill:c=white:enable='gte(t,2)'";
      const picture = await fixture.make('flash.mkv', [flash], '-c:v', videoCodec(format), '-r', '25', '-g', '5');
      const path = fixture.path(`early.${format}`);
      const options = ['-v', 'error', '-y', '-itsoffset', '1.5', '-i', picture, '-i', sound, '-c:v', 'copy'];
      execFileSync(fixture.tools.ffmpeg.path, [...options, '-c:a', format === 'mpg' ? 'mp2' : 'aac', path]);
      const frames = await collectFrames(readFrames(fixture.tools, path, { shortEdge: 32 }));
      const white = frames.find(({ data }) => (data[0] ?? 0) > 128)?.timeSeconds ?? Number.NaN;
      const [start = Number.NaN] = loudSpans((await hear(path)).samples)[0] ?? [];
      // The sound begins half a second after the flash, whatever the clock's zero; a programme stream gives its
      // pictures' times only to within two frames.
      expect(Math.abs(start - white - 0.5)).toBeLessThan(format === 'mpg' ? 0.1 : 0.06);
    },
  );

  it('puts silence where packets are missing', async () => {
    const second = "aevalsrc='0.3*sin(2500*t)*(between(t,1,2)+between(t,4,5))':d=6:s=44100";
    const path = await fixture.make(
      'hole.mkv',
      [still, second],
      ...['-c:v', 'mpeg4', '-c:a', 'pcm_s16le', '-af', "aselect='not(between(t,2.2,3.6))'"],
    );
    expectSpans(loudSpans((await hear(path)).samples), [
      [1, 2],
      [4, 5],
    ]);
  });

  it('gives nothing for a silent film', async () => {
    const path = await fixture.make('silent.mp4', [still]);
    expect((await probeVideo(fixture.tools, path)).audioStream).toBeUndefined();
    expect((await hear(path)).blocks).toEqual([]);
  });

  it('holds the decoder while nobody reads and ends it when the loop is left', async () => {
    const long = "aevalsrc='0.1*sin(700*t)':d=900:s=16000";
    const path = await fixture.make('long.mkv', ['color=d=1:s=64x64:r=1', long], '-c:v', 'mpeg4', '-c:a', 'pcm_s16le');
    for await (const { startSeconds } of readAudio(fixture.tools, path)) {
      if (startSeconds < 3) continue;
      const before = process.memoryUsage().arrayBuffers;
      await sleep(700);
      expect(runningDecoders()).toHaveLength(1);
      // The whole is 58 MB.
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5e6);
      break;
    }
    expect(runningDecoders()).toEqual([]);

    const controller = new AbortController();
    const reading = (async () => {
      for await (const { startSeconds } of readAudio(fixture.tools, path, { signal: controller.signal }))
        if (startSeconds === 2) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
    expect(runningDecoders()).toEqual([]);
  });

  it('goes on over damage and says so', async () => {
    const good = await fixture.make('whole.mkv', [still, beep(0, 8)], '-c:v', 'mpeg4', '-c:a', 'aac');
    const bytes = await readFile(good);
    for (let at = 8_000; at < bytes.length - 8_000; at += 5_000) bytes.fill(0x55, at, at + 60);
    await writeFile(fixture.path('hurt.mkv'), bytes);
    const warnings: string[] = [];
    let seconds = 0;
    const onWarning = (warning: string): void => void warnings.push(warning);
    for await (const { samples } of readAudio(fixture.tools, fixture.path('hurt.mkv'), { onWarning }))
      seconds += samples.length / 16_000;
    expect(seconds).toBeGreaterThan(6);
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.length).toBeLessThanOrEqual(5);
  });
});
