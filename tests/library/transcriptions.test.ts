import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { catalogApplicationId, catalogMigrations, migrateCatalog } from '../../src/library/catalog-schema.js';
import { openLibrary } from '../../src/library/open-library.js';
import { writeLibrarySpace } from '../../src/library/library-space.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const lines = [{ span: { startSeconds: 1, endSeconds: 2 }, text: 'a submarine surfaces' }];

test('remembers who listened, with a commit and afterwards, and forgets it with the video', () => {
  const folder = temporaryFolder();
  const [first, second] = [sampleVideo(1), sampleVideo(2)];
  {
    using library = openLibrary(folder, { space });
    library.commit(first);
    library.commit({ ...second, transcript: [], transcription: { madeBy: 'whisper:x@1' } });
    expect(library.transcription(first.video.id)).toBeUndefined();
    expect(library.transcription(second.video.id)).toEqual({ madeBy: 'whisper:x@1' });
    library.replaceTranscript(first.video.id, lines, { madeBy: 'openai:whisper-1', language: 'en' });
  }
  using library = openLibrary(folder, { space });
  expect(library.transcription(first.video.id)).toEqual({ madeBy: 'openai:whisper-1', language: 'en' });
  expect(library.transcript(first.video.id)).toEqual([{ ...lines[0], videoId: first.video.id }]);
  expect(library.searchTranscript('submarine', 5)).toMatchObject([{ videoId: first.video.id }]);
  // The words of the lines that were replaced are gone as well, and all else is as before.
  for (const { text } of first.transcript)
    expect(library.searchTranscript(text, 5, { videoIds: [first.video.id] })).toEqual([]);
  expect(library.shots(first.video.id)).toHaveLength(first.shots.length);
  expect(library.frameTimes(first.video.id)).toHaveLength(first.frames.length);
  library.remove(first.video.id);
  library.commit(first);
  expect(library.transcription(first.video.id)).toBeUndefined();
});

test('refuses a transcript for a video that it does not hold', () => {
  using library = openLibrary(temporaryFolder(), { space });
  expect(() => library.replaceTranscript('0123456789abcdef', lines, { madeBy: 'x' })).toThrow(
    expect.objectContaining({ code: 'VIDEO_UNKNOWN' }) as Error,
  );
});

test('opens a library from before there were transcriptions', () => {
  const folder = temporaryFolder();
  const database = new SqliteDatabase(path.join(folder, 'catalog.sqlite'));
  migrateCatalog(database, catalogMigrations.slice(0, 1));
  writeLibrarySpace(database, space);
  expect(database.pragma('application_id', { simple: true })).toBe(catalogApplicationId);
  database.close();
  using reader = openLibrary(folder, { readOnly: true });
  expect(reader.transcription('none')).toBeUndefined();
});
