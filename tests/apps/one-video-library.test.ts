import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexVideos, openLibrary, searchMoments, type VideoLibrary } from '../../src/index.js';

const video = fileURLToPath(new URL('../../data/videos/golden-rehearsal-1000004.mp4', import.meta.url));

let folder: string;
let library: VideoLibrary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-one-video-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [video]);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

describe('a library of one video', () => {
  it.each([
    ['an orange bird sits down in the park', 3.8],
    ['an orange dog flies up', 9.6],
    ['a pink bus appears in the park', 15],
    ['an orange dog leans right', 18.9],
  ])('is sure of what it shows: %s', async (description, startSeconds) => {
    const { verdict, moments, confidence } = await searchMoments(library, description);
    expect(verdict).toBe('found');
    expect(confidence).toBeGreaterThan(0.7);
    expect(moments[0]?.span.startSeconds).toBeCloseTo(startSeconds, 0);
  });

  it.each(['a green cat jumps at night', 'a white boat turns around in the snow', 'a purple kite spins'])(
    'is not sure of what it does not show: %s',
    async (description) => {
      const { confidence } = await searchMoments(library, description);
      expect(confidence).toBeLessThan(0.3);
    },
  );
});
