import path from 'node:path';
import { expect, test } from 'vitest';
import type { ClipVector, Library } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVector, sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

function libraryAt(...paths: string[]): Library {
  const library = openLibrary(temporaryFolder(), { space });
  paths.forEach((each, seed) => {
    const sample = sampleVideo(seed, 1);
    library.commit({ ...sample, video: { ...sample.video, path: each, title: path.parse(each).name } });
  });
  return library;
}

test('finds a video by id, title, path, end of path and id prefix', () => {
  const here = path.resolve('here.mp4');
  using library = libraryAt('/films/trip/Beach.mp4', '/films/home/Beach.mp4', '/films/home/café.mp4', here);
  const idOf = (seed: number) => sampleVideo(seed).video.id;
  const found = (reference: string) => library.findVideo(reference)?.id;
  expect(found(idOf(1))).toBe(idOf(1));
  expect(found(idOf(1).toUpperCase())).toBe(idOf(1));
  expect(found(idOf(1).slice(0, 6))).toBe(idOf(1));
  expect(found(idOf(1).slice(0, 3))).toBeUndefined();
  expect(found('/films/trip/Beach.mp4')).toBe(idOf(0));
  expect(found('home/Beach.mp4')).toBe(idOf(1));
  expect(found('./home/Beach.mp4')).toBe(idOf(1));
  expect(found('ome/Beach.mp4')).toBeUndefined();
  expect(found('Beach')).toBeUndefined();
  expect(found('Beach.mp4')).toBeUndefined();
  expect(found('cafe\u0301')).toBe(idOf(2));
  expect(found('CAFÉ')).toBe(idOf(2));
  expect(found(' café.mp4 ')).toBe(idOf(2));
  expect(found('here.mp4')).toBe(idOf(3));
  for (const nothing of ['', ' ', '/', '.', '%', '_', 'unknown', `x' OR '1'='1`])
    expect(found(nothing)).toBeUndefined();
});

test('finds a video by exact path, unchanged size and time, and by content', () => {
  using library = libraryAt('/films/a.mp4', '/films/b.mp4');
  const { video } = sampleVideo(1, 1);
  const found = (...query: Parameters<Library['findByPath']>) => library.findByPath(...query)?.id;
  expect(found('/films/b.mp4')).toBe(video.id);
  expect(found('/films/b.mp4', video.sizeBytes, video.modifiedMs)).toBe(video.id);
  expect(found('/films/b.mp4', video.sizeBytes + 1, video.modifiedMs)).toBeUndefined();
  expect(found('/films/b.mp4', video.sizeBytes, video.modifiedMs + 0.5)).toBeUndefined();
  expect(found('films/b.mp4')).toBeUndefined();
  expect(library.findByHash(video.contentHash)?.id).toBe(video.id);
  expect(library.findByHash('00')).toBeUndefined();
});

test('lists videos by title and rows in time order, behind a span where asked', () => {
  using library = libraryAt('/z.mp4', '/B.mp4', '/a.mp4');
  expect(library.videos().map((video) => video.title)).toEqual(['a', 'B', 'z']);
  const sample = sampleVideo(9, 3);
  library.commit({
    ...sample,
    frames: sample.frames.toReversed(),
    clips: sample.clips.toReversed(),
    shots: sample.shots.toReversed(),
    transcript: sample.transcript.toReversed(),
  });
  const { id } = sample.video;
  expect(library.shots(id).map((shot) => shot.index)).toEqual([0, 1, 2]);
  expect(library.frameTimes(id)).toEqual([0.5, 2.5, 4.5, 6.5, 8.5, 10.5]);
  const frames = library.frames(id, { startSeconds: 2.5, endSeconds: 6.5 });
  expect(frames.map(({ timeSeconds }) => timeSeconds)).toEqual([2.5, 4.5]);
  const stored = sample.frames.find(({ timeSeconds }) => timeSeconds === 4.5)?.embedding;
  frames[1]?.embedding.forEach((value, index) => expect(value).toBeCloseTo(stored?.[index] ?? NaN, 6));
  expect(library.frames(id)).toHaveLength(6);
  const startsOf = (rows: readonly { span: { startSeconds: number } }[]) => rows.map((row) => row.span.startSeconds);
  expect(startsOf(library.clips(id))).toEqual([0, 2, 4, 6, 8, 10]);
  expect(startsOf(library.clips(id, { startSeconds: 3, endSeconds: 6 }))).toEqual([2, 4]);
  expect(startsOf(library.transcript(id, { startSeconds: 4, endSeconds: 4 }))).toEqual([4]);
  expect(startsOf(library.transcript(id, { startSeconds: 3.9, endSeconds: 4.1 }))).toEqual([0, 4]);
  expect(startsOf(library.transcript(id))).toEqual([0, 4, 8]);
});

function classified(start: number, end: number, shotIndex: number, labels: Record<string, number>): ClipVector {
  return {
    span: { startSeconds: start, endSeconds: end },
    shotIndex,
    embedding: sampleVector(1, start),
    actions: Object.entries(labels)
      .map(([label, probability]) => ({ label, probability }))
      .sort((a, b) => b.probability - a.probability),
  };
}

test('tells the best action of each shot: its clips averaged, weighted by the time they share with it', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const sample = sampleVideo(1, 3);
  const { id } = sample.video;
  library.commit({
    ...sample,
    clips: [
      classified(8, 12, 2, { appears: 0.5 }),
      classified(0, 3, 0, { jumps: 0.6, 'sits down': 0.2 }),
      classified(3, 4, 0, { 'sits down': 0.9 }),
    ],
  });
  const [first, last, ...rest] = library.actions(id);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ videoId: id, shotIndex: 0, label: 'jumps', span: { startSeconds: 0, endSeconds: 4 } });
  expect(first?.probability).toBeCloseTo((0.6 * 3) / 4, 6);
  expect(last).toMatchObject({ shotIndex: 2, label: 'appears', probability: 0.5 });

  const late = library.actions(id, { startSeconds: 3, endSeconds: 5 });
  expect(late).toMatchObject([{ shotIndex: 0, label: 'sits down' }]);
  expect(late[0]?.probability).toBeCloseTo(0.9, 6);
  expect(library.actions(id, { startSeconds: 5, endSeconds: 7 })).toEqual([]);
  expect(library.actions('unknown')).toEqual([]);
});

test('counts shots, those of some videos and those of a span', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const [first, second] = [sampleVideo(1, 3), sampleVideo(2, 5)];
  library.commit(first);
  library.commit(second);
  expect(library.shotCount()).toBe(8);
  expect(library.shotCount({ videoIds: [second.video.id] })).toBe(5);
  expect(library.shotCount({ videoIds: [] })).toBe(0);
  const [shot] = library.shots(first.video.id);
  expect(library.shotCount({ videoIds: [first.video.id], ...(shot && { span: shot.span }) })).toBe(1);
});
