import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImage } from '../../src/media/read-image.js';
import { openMediaFixture, type MediaFixture } from './support/media-fixture.js';

let media: MediaFixture;
beforeAll(async () => {
  media = await openMediaFixture();
});
afterAll(() => media.close());

/** Left half red, right half blue. */
const halves = (width: number, height: number): string[] => [
  `color=c=red:s=${width / 2}x${height}:d=1`,
  `color=c=blue:s=${width / 2}x${height}:d=1`,
];
async function makePicture(name: string, width: number, height: number): Promise<string> {
  return media.make(name, halves(width, height), '-filter_complex', 'hstack', '-frames:v', '1');
}

describe('readImage', () => {
  it.each(['halves.png', 'halves.jpg', 'halves.bmp', 'halves.gif'])('reads %s at its own size', async (name) => {
    const { width, height, data } = await readImage(media.tools, await makePicture(name, 64, 30));
    expect([width, height, data.length]).toEqual([64, 30, 64 * 30 * 3]);
    const pixel = (x: number): number[] => [...data.subarray((15 * 64 + x) * 3, (15 * 64 + x) * 3 + 3)];
    const near = (found: number[], wanted: number[]): void =>
      found.forEach((value, channel) => expect(Math.abs(value - (wanted[channel] ?? 0))).toBeLessThan(25));
    near(pixel(5), [255, 0, 0]);
    near(pixel(58), [0, 0, 255]);
  });

  it('shrinks a large picture and keeps its shape', async () => {
    const { width, height } = await readImage(media.tools, await makePicture('large.png', 2048, 512));
    expect([width, height]).toEqual([1024, 256]);
  });

  it('takes the first picture of a video', async () => {
    const video = await media.make('moving.mp4', ['testsrc=s=64x48:d=1:r=5'], '-c:v', 'mpeg4');
    expect(await readImage(media.tools, video)).toMatchObject({ width: 64, height: 48 });
  });

  it.each([
    ['words', 'no picture at all', 'IMAGE_UNREADABLE'],
    ['cut off', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'IMAGE_UNREADABLE'],
    ['empty', '', 'VIDEO_EMPTY'],
  ])('refuses a file that is %s', async (name, content, code) => {
    const path = media.path(`${name}.png`);
    await writeFile(path, content);
    await expect(readImage(media.tools, path)).rejects.toMatchObject({ code });
  });

  it('misses a file that is not there, and stops when it is cancelled', async () => {
    await expect(readImage(media.tools, media.path('nowhere.png'))).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
    const path = await makePicture('stopped.png', 64, 30);
    const signal = AbortSignal.abort();
    await expect(readImage(media.tools, path, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
