import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImage } from '../../../src/media/read-image.js';
import { makeStoryboard } from '../../../src/media/storyboard/make-storyboard.js';
import { drawableText, wrapText } from '../../../src/media/storyboard/wrap-text.js';
import { openMediaFixture, type MediaFixture } from '../support/media-fixture.js';

let fixture: MediaFixture;
beforeAll(async () => {
  fixture = await openMediaFixture();
});
afterAll(() => fixture.close());

describe('makeStoryboard', () => {
  it.each(['jpeg', 'png'] as const)('shows each moment in its place, with words under it (%s)', async (format) => {
    const sources = ['color=c=red:d=1:s=320x180:r=10', 'color=c=blue:d=1:s=320x180:r=10'];
    const video = await fixture.make(`${format}.mkv`, sources, '-filter_complex', '[0][1]concat');
    const tall = await fixture.make(`${format}-tall.mkv`, ['color=c=lime:d=1:s=90x180:r=10']);
    const drawn: number[] = [];
    const picture = await makeStoryboard(
      fixture.tools,
      [
        { path: video, timeSeconds: 0.5, lines: ['1  0:00.5'] },
        { path: video, timeSeconds: 1.5, lines: ['2  0:01.5', 'blue'] },
        { path: tall, timeSeconds: 5, lines: [] },
      ],
      { format, onProgress: (count) => drawn.push(count) },
    );
    const file = fixture.path(`board.${format}`);
    await writeFile(file, picture);
    const { width, height, data } = await readImage(fixture.tools, file);
    // Two columns and two rows of 320×180 with two lines of words, 14 pixels apart.
    expect([width, height]).toEqual([14 + 2 * 334, 14 + 2 * (180 + 7 + 40 + 14)]);
    const at = (x: number, y: number): string => {
      const channels = [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
      return channels.map((value) => (value > 100 ? '1' : '0')).join('');
    };
    expect([at(170, 100), at(500, 100), at(170, 341), at(30, 341), at(500, 341)]).toEqual([
      '100',
      '001',
      '010',
      '000',
      '000',
    ]);
    const inked = (left: number, top: number): boolean =>
      Array.from({ length: 120 * 20 }, (_, i) => at(left + (i % 120), top + Math.floor(i / 120))).some(
        (rgb) => rgb !== '000',
      );
    expect([inked(14, 201), inked(348, 201), inked(14, 221), inked(348, 221)]).toEqual([true, true, false, true]);
    expect(drawn).toEqual([1, 2, 3]);
  });

  it('refuses none, and more than anybody can look at', async () => {
    await expect(makeStoryboard(fixture.tools, [])).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    const panel = { path: 'x.mp4', timeSeconds: 0, lines: [] };
    await expect(makeStoryboard(fixture.tools, Array(301).fill(panel))).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});

describe('the words of a storyboard', () => {
  it('are letters that can be drawn', () => {
    expect(drawableText('“Crête” –\n l’été…\u001b[2J')).toBe('"Crete" - l\'ete...[2J');
    expect(drawableText('海')).toBe('海');
  });

  it('break between words, and end in dots where they are too long', () => {
    expect(wrapText('a red dog jumps over', 10, 2)).toEqual(['a red dog', 'jumps over']);
    expect(wrapText('a red dog jumps over it all', 10, 2)).toEqual(['a red dog', 'jumps o...']);
    expect(wrapText('abcdefghijklm', 10, 2)).toEqual(['abcdefghij', 'klm']);
    expect(wrapText('', 10, 2)).toEqual([]);
  });
});
