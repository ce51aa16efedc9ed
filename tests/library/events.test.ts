import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { catalogMigrations, migrateCatalog } from '../../src/library/catalog-schema.js';
import type { IndexedVideo } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const layoutBeforeEvents = 3;

const moving: IndexedVideo = {
  ...sampleVideo(1),
  motion: {
    stepSeconds: 0.1,
    object: Float32Array.from({ length: 120 }, (_, step) => (step % 40 > 12 && step % 40 < 28 ? 0.1 : 0.01)),
    cameraX: new Float32Array(120),
    cameraY: new Float32Array(120),
    cameraZoom: new Float32Array(120),
  },
};

/** Makes of a library what an askreel without the table of events would have left. */
function forgetEvents(folder: string): void {
  const database = new SqliteDatabase(path.join(folder, 'catalog.sqlite'));
  database.exec('DROP TABLE events');
  database.pragma(`user_version = ${layoutBeforeEvents}`);
  database.close();
}

describe('the memory of events', () => {
  test('is kept with the video, ordered by time, and goes with it', () => {
    using library = openLibrary(temporaryFolder(), { space });
    library.commit(moving);
    library.commit(sampleVideo(2));
    const events = library.events(moving.video.id);
    expect(events.map(({ index, shotIndex, actor, action }) => [index, shotIndex, actor, action])).toEqual(
      [0, 1, 2].map((at) => [at, at, 'red dog', 'jumps']),
    );
    expect(events[1]?.span.startSeconds).toBeGreaterThan(5);
    expect(events[1]?.span.endSeconds).toBeLessThan(7);
    expect(library.events(moving.video.id, { startSeconds: 5, endSeconds: 7 })).toEqual([events[1]]);
    library.remove(moving.video.id);
    expect(library.events(moving.video.id)).toEqual([]);
    expect(library.events(sampleVideo(2).video.id)).toHaveLength(3);
  });

  test('of a library from before it was kept is the same, read anew', () => {
    const folder = temporaryFolder();
    const written = openLibrary(folder, { space });
    written.commit(moving);
    const kept = written.events(moving.video.id);
    written.close();
    forgetEvents(folder);
    expect(catalogMigrations.length).toBeGreaterThan(layoutBeforeEvents);
    using library = openLibrary(folder, { space });
    expect(library.events(moving.video.id)).toEqual(kept);
    library.commit(sampleVideo(2));
    expect(library.events(sampleVideo(2).video.id)).toHaveLength(3);
  });

  test('is replaced with the video', () => {
    const folder = temporaryFolder();
    using library = openLibrary(folder, { space });
    library.commit(moving);
    const shots = moving.shots.map((shot) => ({ ...shot, caption: 'a blue cat sits down on the beach' }));
    library.commit({ ...moving, shots });
    expect(library.events(moving.video.id).map(({ actor }) => actor)).toEqual(['blue cat', 'blue cat', 'blue cat']);
  });

  test('has a place in a database that another layout left', () => {
    const database = new SqliteDatabase(':memory:');
    migrateCatalog(database, catalogMigrations.slice(0, layoutBeforeEvents));
    migrateCatalog(database);
    expect(database.prepare('SELECT count(*) AS count FROM events').get()).toEqual({ count: 0 });
    database.close();
  });
});
