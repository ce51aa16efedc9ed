import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CutList } from '../../src/domain/cut-lists/cut-list.js';
import { cutsOfAnswer, cutsOfMoments, cutsOfStretches, exportCuts } from '../../src/index.js';
import type { Media } from '../../src/media/contracts.js';
import { createMedia } from '../../src/media/create-media.js';
import { locateMediaTools } from '../../src/media/locate-media-tools.js';
import { readImage } from '../../src/media/read-image.js';

const videos = ['golden-rehearsal-1000004', 'quiet-journey-1000001'].map((title, index) => ({
  id: `id${index}`,
  title,
  path: fileURLToPath(new URL(`../../data/videos/${title}.mp4`, import.meta.url)),
}));
const [first, second] = videos as [(typeof videos)[0], (typeof videos)[0]];

/** Two moments of the first video and one of the second. */
const list: CutList = {
  title: 'dogs',
  cuts: [
    ...cutsOfStretches(first, 'a dog', [
      { startSeconds: 1, endSeconds: 2.5, saliency: 0.9 },
      { startSeconds: 6, endSeconds: 7 },
    ]).cuts,
    ...cutsOfStretches(second, 'a cat', [{ startSeconds: 3, endSeconds: 4 }]).cuts,
  ],
};

let media: Media;
let root: string;
let folder: string;
const library = { media: () => Promise.resolve(media) };
beforeAll(async () => {
  media = createMedia(await locateMediaTools({ packagedOnly: true }));
  root = await mkdtemp(join(tmpdir(), 'askreel-export-'));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'run-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** How far two pictures are apart: mean difference of their channels, 0 to 255. */
async function distance(one: { path: string; at: number }, other: { path: string; at: number }): Promise<number> {
  const pictures = [];
  for (const { path, at } of [one, other]) {
    const file = join(root, 'frame.jpg');
    await writeFile(file, await media.makeThumbnail(path, at));
    pictures.push((await readImage(media.tools, file)).data);
  }
  const [a, b] = pictures as [Uint8Array, Uint8Array];
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

describe('exportCuts', () => {
  it('writes one film of all, in the order of the list', async () => {
    const shares: number[] = [];
    const options = { onProgress: (share: number) => shares.push(share) };
    const report = await exportCuts(library, list, join(folder, 'reel.mp4'), options);
    expect(report).toEqual({ format: 'reel', files: [join(folder, 'reel.mp4')] });
    const [reel = ''] = report.files;
    expect(Math.abs((await media.probeVideo(reel)).durationSeconds - 3.5)).toBeLessThan(0.1);
    expect(await distance({ path: reel, at: 0 }, { path: first.path, at: 1 })).toBeLessThan(4);
    expect(await distance({ path: reel, at: 1.52 }, { path: first.path, at: 6.02 })).toBeLessThan(4);
    expect(await distance({ path: reel, at: 2.52 }, { path: second.path, at: 3.02 })).toBeLessThan(4);
    expect(await distance({ path: reel, at: 2.52 }, { path: first.path, at: 1 })).toBeGreaterThan(10);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
  });

  it('writes a film of each into a folder that it makes', async () => {
    const { format, files } = await exportCuts(library, list, join(folder, 'clips/'));
    expect(format).toBe('clips');
    expect(files.map((file) => basename(file))).toEqual([
      '1-golden-rehearsal-1000004-0m01.0s-0m02.5s.mp4',
      '2-golden-rehearsal-1000004-0m06.0s-0m07.0s.mp4',
      '3-quiet-journey-1000001-0m03.0s-0m04.0s.mp4',
    ]);
    expect((await readdir(join(folder, 'clips'))).sort()).toEqual(files.map((file) => basename(file)));
    const probe = await media.probeVideo(files[0] ?? '');
    expect(Math.abs(probe.durationSeconds - 1.5)).toBeLessThan(0.1);
    expect(await distance({ path: files[2] ?? '', at: 0 }, { path: second.path, at: 3 })).toBeLessThan(4);
  });

  it.each([
    ['a.edl', 'edl', /^TITLE: dogs\nFCM: NON-DROP FRAME\n[^]*\n003 {2}QUIETJOU V {5}C /],
    ['a.fcpxml', 'fcpxml', /<asset-clip ref="r4" offset="63\/25s" name="quiet-journey-1000001" start="75\/25s"/],
    ['a.csv', 'csv', /^number,video[^]*\r\n3,quiet-journey-1000001,/],
    ['A.JSON', 'json', /"title": "dogs"/],
  ])('writes %s as its ending says', async (name, format, content) => {
    const { files, ...report } = await exportCuts(library, list, join(folder, name));
    expect(report).toEqual({ format });
    expect(await readFile(files[0] ?? '', 'utf8')).toMatch(content);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('writes a storyboard', async () => {
    const { files } = await exportCuts(library, list, join(folder, 'board.png'));
    const picture = await readImage(media.tools, files[0] ?? '');
    expect(picture.width).toBe(14 + 2 * 334);
    expect(picture.height).toBeGreaterThan(2 * 240);
  });

  it('writes WebVTT for each video where there are several', async () => {
    const { files } = await exportCuts(library, list, join(folder, 'a.vtt'));
    expect(files.map((file) => basename(file))).toEqual([
      'a-golden-rehearsal-1000004.vtt',
      'a-quiet-journey-1000001.vtt',
    ]);
    const one = await exportCuts(library, { ...list, cuts: list.cuts.slice(0, 2) }, join(folder, 'b.vtt'));
    expect(one.files.map((file) => basename(file))).toEqual(['b.vtt']);
  });

  it('overwrites only what it may, and never a video that it cuts from', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'mine');
    await expect(exportCuts(library, list, path)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    await exportCuts(library, list, path, { force: true });
    expect(await readFile(path, 'utf8')).toMatch(/^number/);
    const copy = join(folder, 'copy.mp4');
    await writeFile(copy, await readFile(first.path));
    const own = cutsOfStretches({ ...first, path: copy }, 'x', [{ startSeconds: 0, endSeconds: 1 }]);
    await expect(exportCuts(library, own, copy, { force: true })).rejects.toThrow(/is the video that is cut from/);
    expect(await readFile(copy)).toEqual(await readFile(first.path));
  });

  it('leaves nothing behind when a clip fails, nor when it is cancelled', async () => {
    const gone = cutsOfStretches({ ...second, path: join(folder, 'gone.mp4') }, 'x', [
      { startSeconds: 0, endSeconds: 1 },
    ]);
    const broken = { ...list, cuts: [...list.cuts, ...gone.cuts] };
    await expect(exportCuts(library, broken, join(folder, 'clips/'))).rejects.toMatchObject({
      code: 'VIDEO_NOT_FOUND',
    });
    await expect(exportCuts(library, broken, join(folder, 'a.edl'))).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
    const stop = new AbortController();
    const cancelled = exportCuts(library, list, join(folder, 'clips/'), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says why a place cannot be written to', async () => {
    const cases: [string, string][] = [
      ['a.doc', 'BAD_ARGUMENT'],
      ['a', 'BAD_ARGUMENT'],
      ['missing/a.csv', 'BAD_ARGUMENT'],
      [`${'x'.repeat(300)}.csv`, 'OUTPUT_UNWRITABLE'],
    ];
    for (const [name, code] of cases) {
      await expect(exportCuts(library, list, join(folder, name)), name).rejects.toMatchObject({ code });
    }
    await expect(exportCuts(library, list, '')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(exportCuts(library, { title: 't', cuts: [] }, join(folder, 'a.csv'))).rejects.toMatchObject({
      code: 'NOTHING_TO_EXPORT',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'says so when the folder is not the user’s (needs another user than root)',
    async () => {
      await mkdir(join(folder, 'locked'));
      await chmod(join(folder, 'locked'), 0o500);
      await expect(exportCuts(library, list, join(folder, 'locked/a.csv'))).rejects.toMatchObject({
        code: 'OUTPUT_UNWRITABLE',
      });
    },
  );
});

describe('cuts', () => {
  const place = { videoId: 'id', videoTitle: 'a', videoPath: '/a.mp4', span: { startSeconds: 1, endSeconds: 2 } };

  it('of moments are labelled with what is seen, else with what is said, else with what was asked for', () => {
    const said = { kind: 'transcript', text: 'hello', span: place.span, score: 1 } as const;
    const { cuts } = cutsOfMoments('dogs', [
      { ...place, score: 0.5, caption: 'a dog', evidence: [said], focus: { startSeconds: 1.2, endSeconds: 1.5 } },
      { ...place, score: 0.4, evidence: [said] },
      { ...place, score: 0.3, evidence: [] },
    ]);
    expect(cuts.map(({ label, score, note }) => [label, score, note])).toEqual([
      ['a dog', 0.5, 'happens at 0:01.2–0:01.5; said: hello'],
      ['hello', 0.4, undefined],
      ['dogs', 0.3, undefined],
    ]);
  });

  it('of an answer are its citations', () => {
    const citations = [{ ...place, number: 1, tool: 'search_moments', note: 'a dog jumps' }];
    expect(cutsOfAnswer('When?', { citations })).toEqual({
      title: 'When?',
      cuts: [{ ...place, label: 'a dog jumps' }],
    });
  });
});
