import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { catalogMigrations, migrateCatalog } from '../../src/library/catalog-schema.js';
import { writeLibrarySpace } from '../../src/library/library-space.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const motion = {
  stepSeconds: 0.1,
  object: Float32Array.of(0, 0.25, 0.5),
  cameraX: Float32Array.of(-0.125, 0, 2),
  cameraY: Float32Array.of(0, 0, -1),
  cameraZoom: Float32Array.of(0.5, 0, 0),
};

test('keeps how a video moves, and forgets it with the video', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const [first, second] = [sampleVideo(1), sampleVideo(2)];
  library.commit({ ...first, motion });
  library.commit(second);
  expect(library.motion(first.video.id)).toEqual(motion);
  expect(library.motion(second.video.id)).toBeUndefined();
  library.remove(first.video.id);
  library.commit(first);
  expect(library.motion(first.video.id)).toBeUndefined();
});

test('a library from before this was kept opens, and takes new videos', () => {
  const folder = temporaryFolder();
  const database = new SqliteDatabase(path.join(folder, 'catalog.sqlite'));
  migrateCatalog(database, catalogMigrations.slice(0, 2));
  writeLibrarySpace(database, space);
  database.close();
  using library = openLibrary(folder, { space });
  expect(library.motion('none')).toBeUndefined();
  library.commit({ ...sampleVideo(1), motion });
  expect(library.motion(sampleVideo(1).video.id)).toEqual(motion);
});
