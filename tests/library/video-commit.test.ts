import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { catalogFailure } from '../../src/library/catalog-failure.js';
import { migrateCatalog } from '../../src/library/catalog-schema.js';
import type { IndexedVideo, LibraryReader } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { commitVideo } from '../../src/library/video-commit.js';
import { sampleVector, sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

function expectHolds(library: LibraryReader, entry: IndexedVideo): void {
  const { id } = entry.video;
  const withId = { videoId: id };
  expect(library.findVideo(id)).toEqual(entry.video);
  expect(library.shots(id)).toEqual(entry.shots.map((shot) => ({ ...shot, ...withId })));
  expect(library.transcript(id)).toEqual(entry.transcript.map((line) => ({ ...line, ...withId })));
  expect(library.frameTimes(id)).toEqual(entry.frames.map((frame) => frame.timeSeconds));
  const clips = library.clips(id);
  expect(clips.map((clip) => clip.span)).toEqual(entry.clips.map((clip) => clip.span));
  clips.forEach((clip, index) => {
    const given = entry.clips[index]!;
    expect(clip).toMatchObject({ ...withId, shotIndex: given.shotIndex, actions: given.actions });
    expect(clip.tokens?.patches).toHaveLength(given.tokens!.patches.length);
    clip.tokens?.patches.forEach((value, place) => expect(value).toBeCloseTo(given.tokens!.patches[place]!, 3));
    clip.tokens?.clip?.forEach((value, place) => expect(value).toBeCloseTo(given.tokens!.clip![place]!, 3));
    clip.embedding.forEach((value, place) => expect(value).toBeCloseTo(given.embedding[place]!, 6));
  });
}

test('gives back what was committed', () => {
  using library = openLibrary(temporaryFolder(), { space });
  for (const seed of [1, 2]) library.commit(sampleVideo(seed));
  for (const seed of [1, 2]) expectHolds(library, sampleVideo(seed));
});

test('keeps clips without tokens, shots without caption and unnormalised vectors', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const sample = sampleVideo(1, 1);
  const { tokens: _tokens, ...clip } = sample.clips[0]!;
  const shot = { index: 0, span: sample.shots[0]!.span, motion: 0 };
  const frame = { timeSeconds: 1, embedding: sampleVector(1, 1).map((component) => component * 7) };
  library.commit({ ...sample, shots: [shot], clips: [{ ...clip, actions: [] }], frames: [frame] });
  const { id } = sample.video;
  expect(library.shots(id)).toEqual([{ ...shot, videoId: id }]);
  expect(library.clips(id)[0]).not.toHaveProperty('tokens');
  expect(library.actions(id)).toEqual([]);
  expect(library.searchFrames(sampleVector(1, 1), 1)[0]?.score).toBeCloseTo(1, 5);
});

test('keeps the patch tokens of clips that have no tokens of their own', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const sample = sampleVideo(1, 1);
  const clip = sample.clips[0]!;
  library.commit({ ...sample, clips: [{ ...clip, tokens: { patches: clip.tokens!.patches } }] });
  const [kept] = library.clips(sample.video.id);
  expect(kept?.tokens?.patches).toHaveLength(clip.tokens!.patches.length);
  expect(kept?.tokens).not.toHaveProperty('clip');
});

test('replaces an earlier version whole, in the tables, the words and the index', () => {
  using library = openLibrary(temporaryFolder(), { space, exactBelow: 0 });
  library.commit(sampleVideo(1, 5));
  library.commit(sampleVideo(2));
  const second = sampleVideo(1, 2);
  library.commit(second);
  expectHolds(library, second);
  expect(library.videos()).toHaveLength(2);
  expect(library.searchFrames(sampleVector(9, 9), 100)).toHaveLength(4 + 6);
  expect(library.searchCaptions('dog', 100)).toHaveLength(2 + 3);
  expect(library.searchTranscript('lighthouse', 100)).toHaveLength(2 + 3);
});

test('takes the place of the video that lay at the same path', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const before = sampleVideo(1);
  const after = sampleVideo(2);
  library.commit(before);
  library.commit({ ...after, video: { ...after.video, path: before.video.path } });
  expect(library.videos().map((video) => video.id)).toEqual([after.video.id]);
});

test('removes a video with all that it contributed', () => {
  const folder = temporaryFolder();
  using library = openLibrary(folder, { space, exactBelow: 0 });
  library.commit(sampleVideo(1));
  library.commit(sampleVideo(2));
  const { id } = sampleVideo(1).video;
  expect(library.remove(id)).toBe(true);
  expect(library.remove(id)).toBe(false);
  expect([library.shots(id), library.clips(id), library.transcript(id), library.frameTimes(id)]).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(library.searchCaptions('"shot"', 100)).toHaveLength(3);
  const catalog = new SqliteDatabase(path.join(folder, 'catalog.sqlite'), { readonly: true });
  for (const words of ['caption_words', 'transcript_words']) {
    expect(catalog.prepare(`SELECT count(*) FROM ${words}`).pluck().get()).toBe(3);
  }
  catalog.close();
  expect(library.searchTranscript('lighthouse', 100)).toHaveLength(3);
  expect(library.searchClips(sampleVector(1, 1000), 100)).toHaveLength(6);
  expectHolds(library, sampleVideo(2));
});

test('follows a file that was moved and renamed', () => {
  using library = openLibrary(temporaryFolder(), { space });
  library.commit(sampleVideo(1));
  const { id } = sampleVideo(1).video;
  library.relocate(id, '/elsewhere/holiday.mkv', 42.5);
  expect(library.findVideo(id)).toMatchObject({ path: '/elsewhere/holiday.mkv', title: 'holiday', modifiedMs: 42.5 });
  expect(library.findVideo('holiday')?.id).toBe(id);
  expect(() => library.relocate('0123', '/x.mp4', 1)).toThrow(expect.objectContaining({ code: 'VIDEO_UNKNOWN' }));
});

test.each<[string, (entry: IndexedVideo) => IndexedVideo, string]>([
  [
    'a vector that is not finite',
    (entry) => ({
      ...entry,
      clips: [...entry.clips, { ...entry.clips[0]!, embedding: new Float32Array(8).fill(NaN) }],
    }),
    'BAD_ARGUMENT',
  ],
  ['two shots of one index', (entry) => ({ ...entry, shots: [...entry.shots, entry.shots[0]!] }), 'BAD_ARGUMENT'],
  [
    'a line that ends before it starts',
    (entry) => ({ ...entry, transcript: [{ text: 'x', span: { startSeconds: 2, endSeconds: 1 } }] }),
    'BAD_ARGUMENT',
  ],
  [
    'a time that is no number',
    (entry) => ({ ...entry, frames: [...entry.frames, { ...entry.frames[0]!, timeSeconds: NaN }] }),
    'BAD_ARGUMENT',
  ],
])('changes nothing when it meets %s', (_what, spoil, code) => {
  using library = openLibrary(temporaryFolder(), { space });
  library.commit(sampleVideo(1, 4));
  for (const seed of [1, 2]) {
    expect(() => library.commit(spoil(sampleVideo(seed)))).toThrow(expect.objectContaining({ code }));
  }
  expectHolds(library, sampleVideo(1, 4));
  expect(library.videos()).toHaveLength(1);
  expect(library.searchFrames(sampleVector(1, 0), 100)).toHaveLength(8);
  expect(library.searchCaptions('dog', 100)).toHaveLength(4);
});

test('a full disk is told as such and loses nothing', () => {
  const database = new SqliteDatabase(path.join(temporaryFolder(), 'catalog.sqlite'));
  database.pragma('foreign_keys = ON');
  migrateCatalog(database);
  commitVideo(database, sampleVideo(1), space.dimensions);
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 8}`);
  let thrown: unknown;
  try {
    commitVideo(database, sampleVideo(2, 200), space.dimensions);
  } catch (error) {
    thrown = catalogFailure(error, '/library');
  }
  expect(thrown).toMatchObject({ code: 'DISK_FULL' });
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(['videos', 'shots', 'frames', 'clips', 'transcript_lines'].map(count)).toEqual([1, 3, 6, 6, 3]);
  database.close();
});
