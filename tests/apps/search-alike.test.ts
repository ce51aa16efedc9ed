import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { indexVideos, openLibrary, searchAlike, type VideoLibrary } from '../../src/index.js';
import { createFfmpegCommand, runFfmpegCommand } from '../../src/media/ffmpeg-command.js';
import { openMediaFixture, type MediaFixture } from '../media/support/media-fixture.js';
import { captureStreams } from './capture-streams.js';

const sample = (name: string): string => fileURLToPath(new URL(`../../data/videos/${name}.mp4`, import.meta.url));
const [journey, parade] = ['quiet-journey-1000001', 'morning-parade-1000005'];
/** A red car moves left at night then. */
const carSeconds = 12;

let media: MediaFixture;
let folder: string;
let library: VideoLibrary;
let picture: string;
beforeAll(async () => {
  media = await openMediaFixture();
  folder = await mkdtemp(join(tmpdir(), 'askreel-alike-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [sample(journey), sample(parade)]);
  picture = media.path('car.jpg');
  const command = createFfmpegCommand(media.tools).input(sample(journey)).inputOptions('-ss', String(carSeconds));
  await runFfmpegCommand(command.outputOptions('-frames:v', '1', '-q:v', '8').output(picture));
});
afterAll(async () => {
  await library.close();
  await media.close();
  await rm(folder, { recursive: true });
});

describe('searching with a picture', () => {
  it('finds the shot that the picture was taken from, nearly the same, before all others', async () => {
    const { verdict, moments, confidence } = await searchAlike(library, { image: picture });
    const [first, second] = moments;
    expect(verdict).toBe('found');
    expect(first?.videoTitle).toBe(journey);
    expect(first?.span.startSeconds).toBeLessThan(carSeconds);
    expect(first?.span.endSeconds).toBeGreaterThan(carSeconds);
    expect(first?.score).toBeGreaterThan(0.95);
    expect(confidence).toBe(first?.score);
    expect(second?.score).toBeLessThan(0.95);
    expect(moments.map(({ score }) => score)).toEqual(moments.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  it('looks only into the videos named', async () => {
    const { moments, nearest } = await searchAlike(library, { image: picture }, { videos: [parade] });
    expect(new Set([...moments, ...nearest].map(({ videoTitle }) => videoTitle))).toEqual(new Set([parade]));
  });
});

describe('searching for more like a moment', () => {
  it('leaves the moment itself out and finds what looks like it: red things at night', async () => {
    const { moments } = await searchAlike(library, { video: journey, timeSeconds: carSeconds }, { limit: 2 });
    expect(moments).toHaveLength(2);
    for (const { videoTitle, caption } of moments) {
      expect(videoTitle).toBe(parade);
      expect(caption).toMatch(/red .*at night/);
    }
  });

  it('refuses a moment outside the video, and a video that is not there', async () => {
    await expect(searchAlike(library, { video: journey, timeSeconds: 500 })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });
    await expect(searchAlike(library, { video: 'nowhere', timeSeconds: 1 })).rejects.toMatchObject({
      code: 'VIDEO_UNKNOWN',
    });
  });
});

describe('askreel search --image and --like', () => {
  async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const streams = captureStreams({ isTTY: false });
    const code = await runCommandLine(['search', ...words, '--library', folder], streams);
    return { code, out: streams.out(), err: streams.err() };
  }

  it('prints the moments', async () => {
    const { code, out } = await run('--image', picture, '--limit', '1');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^ *\\d+ % {2}${journey} 0:09–0:14 {2}a red car moves left at night\\n$`));
    const like = await run('--like', `${journey}@0:12`, '--json');
    expect(JSON.parse(like.out)).toMatchObject({ video: journey, timeSeconds: 12, verdict: 'found' });
  });

  it.each([
    [[], 'needs a description'],
    [['a dog', '--image', 'x.jpg'], 'one of them'],
    [['--like', 'nothing'], 'is not a video and a time'],
  ])('%j is not understood', async (words, message) => {
    const { code, err } = await run(...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
