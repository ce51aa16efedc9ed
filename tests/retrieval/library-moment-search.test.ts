import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { LibraryMomentSearch } from '../../src/retrieval/library-moment-search.js';
import { noTaste } from '../../src/retrieval/taste/fit-taste.js';
import { createColourEncoders } from '../indexing/colour-encoders.js';
import { createColourDependencies, subtitles, writeFootage, type ColourTake } from '../indexing/colour-footage.js';
import type { MemoryLibrary } from '../indexing/memory-library.js';

const take = (colour: ColourTake['colour'], brightens: boolean): ColourTake => ({
  seconds: 4,
  colour,
  from: brightens ? 60 : 220,
  to: brightens ? 220 : 60,
});
const [red, green, yellow] = [
  [1, 0, 0],
  [0, 1, 0],
  [1, 1, 0],
] as const;

let folder: string;
let library: MemoryLibrary;
let search: LibraryMomentSearch;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-retrieval-'));
  const dependencies = createColourDependencies({
    media: {
      readSubtitles: (path) => {
        const said = { span: { startSeconds: 5, endSeconds: 6.5 }, text: 'Here is the old lighthouse.' };
        return Promise.resolve(subtitles(path.endsWith('first.mp4') ? [said] : []));
      },
    },
  });
  library = dependencies.library;
  const first = [
    take(red, true),
    take(green, true),
    take(green, false),
    take(yellow, true),
    take(green, true),
    take(yellow, false),
  ];
  const second = [take(green, true), take(red, false), take(yellow, true), take(green, false)];
  const paths = [
    await writeFootage(join(folder, 'first.mp4'), first),
    await writeFootage(join(folder, 'second.mp4'), second),
  ];
  for await (const event of indexVideos(paths, dependencies))
    if (event.type === 'video-failed') throw new Error(event.message);
  search = new LibraryMomentSearch({ library, encoders: createColourEncoders() });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('LibraryMomentSearch', () => {
  it('ranks the shot that shows it first, with start, end and what speaks for it', async () => {
    const { verdict, moments, confidence } = await search.search({
      description: 'When is there a red light that darkens?',
    });
    expect(verdict).toBe('found');
    expect(confidence).toBeGreaterThan(0.5);
    expect(moments[0]).toMatchObject({
      videoTitle: 'second',
      span: { startSeconds: 4, endSeconds: 8 },
      caption: 'a red light darkens',
    });
    expect(moments[0]?.evidence.map(({ kind }) => kind)).toEqual(['frame', 'clip', 'caption', 'action']);
    expect(moments[1]).toMatchObject({ videoTitle: 'first', span: { startSeconds: 0, endSeconds: 4 } });
    const scores = moments.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('says that nothing matches what the library does not show, and offers the nearest', async () => {
    const result = await search.search({ description: 'a blue light brightens' });
    expect(result).toMatchObject({ verdict: 'nothing-matches', moments: [], unknownWords: [] });
    expect(result.confidence).toBeLessThan(0.5);
    expect(result.nearest.length).toBeGreaterThan(0);
  });

  it('takes a word that the encoder has never seen, and nobody says, as decisive', async () => {
    const result = await search.search({ description: 'a red elephant darkens' });
    expect(result).toMatchObject({ verdict: 'nothing-matches', moments: [], unknownWords: ['elephant'] });
  });

  it('finds what is only said, at the time when it is said', async () => {
    const { verdict, moments } = await search.search({ description: 'the lighthouse' });
    expect(verdict).toBe('found');
    expect(moments).toHaveLength(1);
    expect(moments[0]).toMatchObject({ videoTitle: 'first', span: { startSeconds: 5, endSeconds: 6.5 } });
    expect(moments[0]?.evidence[0]).toMatchObject({ kind: 'transcript', text: 'Here is the old lighthouse.' });
  });

  it('does not take part of a description for the whole because it was said', async () => {
    const result = await search.search({ description: 'an elephant on the lighthouse' });
    expect(result.verdict).toBe('nothing-matches');
  });

  it('keeps to the videos and the span asked for', async () => {
    const [first] = library.videos().filter(({ title }) => title === 'first');
    const inFirst = await search.search({ description: 'a red light darkens', videoIds: [first?.id ?? ''] });
    expect(new Set([...inFirst.moments, ...inFirst.nearest].map(({ videoTitle }) => videoTitle))).toEqual(
      new Set(['first']),
    );
    const late = await search.search({
      description: 'a yellow light darkens',
      span: { startSeconds: 16.5, endSeconds: 30 },
    });
    expect(late.moments[0]?.span.startSeconds).toBe(20);
    expect(late.moments.every(({ span }) => span.endSeconds > 16.5)).toBe(true);
  });

  it('returns at most the moments asked for', async () => {
    expect((await search.search({ description: 'a green light brightens', limit: 2 })).moments).toHaveLength(2);
  });

  it('refuses an empty description and stops when cancelled', async () => {
    await expect(search.search({ description: ' ' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    const signal = AbortSignal.abort();
    await expect(search.search({ description: 'a red light', signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('follows a taste in the order of what it finds, but is as sure as without one, and finds as much', async () => {
    const plain = await search.search({ description: 'a red light' });
    const weighed = await search.weigh({ description: 'a red light' });
    expect(weighed.slice(0, 2).map(({ moment }) => moment.span)).toEqual(
      plain.moments.slice(0, 2).map(({ span }) => span),
    );
    const [first, second] = weighed.map(({ signals }) => signals);
    const name =
      (['frame', 'clip', 'match'] as const).find((one) => (second?.[one] ?? 0) > (first?.[one] ?? 0)) ?? 'clip';
    const sign = (second?.[name] ?? 0) > (first?.[name] ?? 0) ? 1 : -1;
    const taste = { ...noTaste, [name]: sign * 1000 };
    const tasting = new LibraryMomentSearch({ library, encoders: createColourEncoders(), taste: () => taste });
    const tasted = await tasting.search({ description: 'a red light' });
    expect(tasted).toMatchObject({ verdict: 'found', confidence: plain.confidence });
    expect(tasted.moments[0]?.score).toBe(plain.moments[0]?.score);
    expect(tasted.moments[0]?.span).not.toEqual(plain.moments[0]?.span);
    expect(tasted.moments[0]).not.toHaveProperty('votes');
    const [again] = await tasting.weigh({ description: 'a red light' });
    expect(weighed.map(({ moment }) => moment)).toContainEqual(again?.moment);
    const missing = { description: 'a blue light brightens' };
    expect(await tasting.search(missing)).toMatchObject({ verdict: 'nothing-matches', moments: [] });
  });
});
