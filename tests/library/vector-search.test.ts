import { describe, expect, test } from 'vitest';
import type { Library, LibraryFilter } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { innerProduct } from '../../src/library/vector-blob.js';
import { sampleVector, sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const seeds = Array.from({ length: 8 }, (_, seed) => seed);
const idOf = (seed: number): string => sampleVideo(seed).video.id;

/** What a search must give: every frame behind the filter, compared by hand. */
function expectedFrames(query: Float32Array, filter: LibraryFilter): { videoId: string; timeSeconds: number }[] {
  return seeds
    .flatMap((seed) => sampleVideo(seed).frames.map((frame) => ({ ...frame, videoId: idOf(seed) })))
    .filter(({ videoId }) => filter.videoIds?.includes(videoId) ?? true)
    .filter(
      ({ timeSeconds }) =>
        filter.span === undefined ||
        (timeSeconds >= filter.span.startSeconds &&
          timeSeconds < Math.max(filter.span.endSeconds, filter.span.startSeconds + 0.001)),
    )
    .sort((a, b) => innerProduct(query, b.embedding) - innerProduct(query, a.embedding))
    .map(({ videoId, timeSeconds }) => ({ videoId, timeSeconds }));
}

describe.each([
  ['through the index', 0],
  ['exactly', 4096],
])('search %s', (_how, exactBelow) => {
  function filledLibrary(): Library {
    const library = openLibrary(temporaryFolder(), { space, exactBelow });
    for (const seed of seeds) library.commit(sampleVideo(seed));
    return library;
  }

  test('finds the nearest frames behind every filter, best first', () => {
    using library = filledLibrary();
    const query = sampleVector(99, 99);
    const filters: LibraryFilter[] = [
      {},
      { videoIds: seeds.slice(0, 5).map(idOf) },
      { videoIds: [idOf(3)] },
      { videoIds: [] },
      { videoIds: ['unknown', `' OR 1=1`] },
      { span: { startSeconds: 2.5, endSeconds: 6.5 } },
      { span: { startSeconds: 2.5, endSeconds: 2.5 } },
      { span: { startSeconds: 4, endSeconds: Infinity } },
      { videoIds: [idOf(3), idOf(4)], span: { startSeconds: 0, endSeconds: 1 } },
    ];
    for (const filter of filters) {
      const expected = expectedFrames(query, filter);
      const places = library
        .searchFrames(query, 10, filter)
        .map(({ videoId, timeSeconds }) => ({ videoId, timeSeconds }));
      expect(places, JSON.stringify(filter)).toEqual(expected.slice(0, 10));
      expect(library.searchFrames(query, 10_000, filter)).toHaveLength(expected.length);
    }
  });

  test('finds clips with their shots and spans', () => {
    using library = filledLibrary();
    const hit = library.searchClips(sampleVector(5, 1003), 1)[0];
    expect(hit).toMatchObject({ videoId: idOf(5), shotIndex: 1, span: { startSeconds: 6, endSeconds: 8 } });
    expect(hit?.score).toBeCloseTo(1, 5);
    expect(library.clipsById([hit!.clipId, 123_456])).toEqual([
      expect.objectContaining({ clipId: hit!.clipId, videoId: idOf(5), shotIndex: 1 }),
    ]);
    const within = library.searchClips(sampleVector(5, 1003), 100, {
      videoIds: [idOf(5)],
      span: { startSeconds: 7, endSeconds: 9 },
    });
    expect(within.map((clip) => clip.span.startSeconds).sort()).toEqual([6, 8]);
  });

  test('is at ease with odd limits and an empty library', () => {
    using empty = openLibrary(temporaryFolder(), { space, exactBelow });
    expect(empty.searchFrames(sampleVector(1, 1), 5)).toEqual([]);
    expect(empty.sampleScores(sampleVector(1, 1), 'clip', 5)).toHaveLength(0);
    using library = filledLibrary();
    for (const limit of [0, -1, NaN]) expect(library.searchFrames(sampleVector(1, 1), limit)).toEqual([]);
    expect(library.searchFrames(sampleVector(1, 1), 2.9)).toHaveLength(2);
    expect(library.searchFrames(sampleVector(1, 1), Infinity)).toHaveLength(48);
  });
});

test('the score sample is spread over the library, has the size asked for and follows changes', () => {
  using library = openLibrary(temporaryFolder(), { space });
  for (const seed of seeds) library.commit(sampleVideo(seed));
  const query = sampleVector(99, 1);
  const all = library.sampleScores(query, 'frame', 1000);
  expect(all).toHaveLength(48);
  expect(Math.max(...all)).toBeCloseTo(library.searchFrames(query, 1)[0]!.score, 6);
  const some = library.sampleScores(query, 'clip', 30);
  expect(some).toHaveLength(30);
  expect(library.sampleScores(query, 'clip', 30)).toEqual(some);
  for (const seed of seeds.slice(0, 7)) library.remove(idOf(seed));
  expect(library.sampleScores(query, 'frame', 1000)).toHaveLength(6);
  expect(library.sampleScores(query, 'clip', 4).length).toBeGreaterThan(0);
});
