import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { AskreelError, type ErrorCode } from '../../src/domain/coded-error.js';
import { catalogMigrations, catalogVersion, migrateCatalog } from '../../src/library/catalog-schema.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

function failure(work: () => unknown): AskreelError {
  try {
    work();
  } catch (error) {
    if (error instanceof AskreelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function expectFailure(work: () => unknown, code: ErrorCode): void {
  const error = failure(work);
  expect(error.code).toBe(code);
  expect(error.message).not.toContain('\n');
  expect(error.hint ?? '').not.toBe('');
}

function libraryWithOneVideo(): string {
  const folder = temporaryFolder();
  const library = openLibrary(folder, { space });
  library.commit(sampleVideo(1));
  library.close();
  return folder;
}

test('makes a library where there is none and finds its content again', () => {
  const folder = path.join(temporaryFolder(), 'deep', 'down');
  const library = openLibrary(folder, { space });
  library.commit(sampleVideo(1));
  library.close();
  library.close();
  const reopened = openLibrary(folder);
  expect(reopened.space).toEqual(space);
  expect(reopened.videos()).toEqual([sampleVideo(1).video]);
  reopened.close();
});

test('says that there is no library', () => {
  const folder = temporaryFolder();
  for (const options of [{}, { readOnly: true }, { space, create: false }, { space, readOnly: true, create: true }]) {
    expectFailure(() => openLibrary(folder, options), 'LIBRARY_NOT_FOUND');
  }
  expect(existsSync(path.join(folder, 'catalog.sqlite'))).toBe(false);
  writeFileSync(path.join(folder, 'catalog.sqlite'), '');
  expectFailure(() => openLibrary(folder, { readOnly: true }), 'LIBRARY_NOT_FOUND');
  openLibrary(folder, { space }).close();
});

test('does not take a file for a folder', () => {
  const file = path.join(temporaryFolder(), 'film.mp4');
  writeFileSync(file, 'x');
  expect(failure(() => openLibrary(file, { space })).code).toBe('LIBRARY_NOT_FOUND');
});

test('refuses another space and names both packs', () => {
  const folder = libraryWithOneVideo();
  for (const other of [{ packId: 'standard' }, { revision: '2' }, { dimensions: 16 }]) {
    expectFailure(() => openLibrary(folder, { space: { ...space, ...other } }), 'SPACE_MISMATCH');
  }
  const { message, hint } = failure(() => openLibrary(folder, { space: { ...space, packId: 'standard' } }));
  expect(message).toContain('sample@1/8');
  expect(message).toContain('standard@1/8');
  expect(hint).toContain('index the videos again');
  openLibrary(folder, { space }).close();
});

test('refuses vectors and queries of other dimensions', () => {
  using library = openLibrary(temporaryFolder(), { space });
  expectFailure(() => library.commit(sampleVideo(1, 1, 16)), 'SPACE_MISMATCH');
  expect(library.videos()).toEqual([]);
  library.commit(sampleVideo(1));
  expectFailure(() => library.searchFrames(new Float32Array(16), 1), 'SPACE_MISMATCH');
});

test('refuses a catalog of a newer askreel, writing and reading', () => {
  const folder = libraryWithOneVideo();
  const database = new SqliteDatabase(path.join(folder, 'catalog.sqlite'));
  database.pragma(`user_version = ${catalogMigrations.length + 1}`);
  database.close();
  expectFailure(() => openLibrary(folder, { space }), 'LIBRARY_TOO_NEW');
  expectFailure(() => openLibrary(folder, { readOnly: true }), 'LIBRARY_TOO_NEW');
});

test('migrates step by step, all or none', () => {
  const database = new SqliteDatabase(':memory:');
  const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y'];
  migrateCatalog(database, steps.slice(0, 1));
  database.exec('INSERT INTO a VALUES (1)');
  expect(() => migrateCatalog(database, [...steps, 'CREATE TABLE b (x)', 'no SQL'])).toThrow();
  expect(catalogVersion(database)).toBe(1);
  expect(() => database.exec('SELECT y FROM a')).toThrow();
  migrateCatalog(database, steps);
  expect(catalogVersion(database)).toBe(2);
  expect(database.prepare('SELECT x, y FROM a').get()).toEqual({ x: 1, y: null });
});

test('recognises a damaged catalog and tells the next step', () => {
  const garbled = libraryWithOneVideo();
  writeFileSync(path.join(garbled, 'catalog.sqlite'), 'not a database, but long enough to be looked at '.repeat(50));
  expectFailure(() => openLibrary(garbled, { space }), 'CATALOG_DAMAGED');
  expectFailure(() => openLibrary(garbled, { readOnly: true }), 'CATALOG_DAMAGED');

  const cut = libraryWithOneVideo();
  truncateSync(path.join(cut, 'catalog.sqlite'), 5000);
  const read = () => {
    using library = openLibrary(cut, { readOnly: true });
    return library.videos();
  };
  expectFailure(read, 'CATALOG_DAMAGED');
});

test('leaves the database of another program alone', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'catalog.sqlite');
  const database = new SqliteDatabase(file);
  database.exec('CREATE TABLE recipes (name)');
  database.close();
  const before = readFileSync(file);
  expectFailure(() => openLibrary(folder, { space }), 'CATALOG_DAMAGED');
  expect(readFileSync(file)).toEqual(before);
});

test('lets one writer in at a time, and readers beside it', () => {
  const folder = temporaryFolder();
  const writer = openLibrary(folder, { space });
  expectFailure(() => openLibrary(folder, { space, lockTimeoutMs: 50 }), 'LIBRARY_LOCKED');
  using reader = openLibrary(folder, { readOnly: true, exactBelow: 0 });
  expect(reader.videos()).toEqual([]);
  const { video, frames } = sampleVideo(1);
  writer.commit(sampleVideo(1));
  expect(reader.videos()).toEqual([video]);
  expect(reader.searchFrames(frames[2]!.embedding, 1)[0]).toMatchObject({ videoId: video.id, timeSeconds: 4.5 });
  writer.commit(sampleVideo(2));
  writer.remove(video.id);
  expect(reader.searchFrames(frames[2]!.embedding, 1)).toHaveLength(1);
  const hits = reader.searchFrames(frames[2]!.embedding, 100);
  expect(new Set(hits.map((hit) => hit.videoId))).toEqual(new Set([sampleVideo(2).video.id]));
  writer.close();
  expect(reader.searchCaptions('dog', 10)).toHaveLength(3);
  openLibrary(folder, { space }).close();
});

test('a reader cannot write, a closed library says that it is closed', () => {
  const folder = libraryWithOneVideo();
  const reader = openLibrary(folder, { readOnly: true });
  expect(failure(() => reader.commit(sampleVideo(2))).code).toBe('BAD_ARGUMENT');
  expect(failure(() => reader.remove(sampleVideo(1).video.id)).code).toBe('BAD_ARGUMENT');
  reader.close();
  expect(failure(() => reader.videos()).message).toContain('closed');
});

test('reports a folder that cannot be used', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'writer.lock'));
  expectFailure(() => openLibrary(folder, { space }), 'LIBRARY_UNREACHABLE');
});
