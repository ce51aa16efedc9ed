import { expect, test } from 'vitest';
import type { Note } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVector, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

function note(number: number, metadata: Record<string, unknown> = {}): Note {
  return { id: `note-${number}`, text: `Text ${number}`, metadata, embedding: sampleVector(500, number) };
}

test.each([0, 4096])('notes are kept, found, replaced and removed (exact below %i)', (exactBelow) => {
  const folder = temporaryFolder();
  const library = openLibrary(folder, { space, exactBelow });
  library.saveNotes(
    Array.from({ length: 30 }, (_, number) => note(number, { even: number % 2 === 0, deep: [1, { a: 'ü' }] })),
  );
  const ids = (limit: number, accepts?: (each: Note) => boolean) =>
    library.searchNotes(sampleVector(500, 7), limit, accepts).map((hit) => hit.id);
  expect(ids(1)).toEqual(['note-7']);
  expect(library.searchNotes(sampleVector(500, 7), 1)[0]).toMatchObject({
    text: 'Text 7',
    metadata: { even: false, deep: [1, { a: 'ü' }] },
  });
  expect(ids(100, (each) => each.metadata['even'] === true)).toHaveLength(15);
  expect(ids(3)).toEqual(ids(30).slice(0, 3));
  library.saveNotes([{ ...note(7), text: 'Other words', embedding: sampleVector(600, 7) }]);
  expect(library.notesById(['note-7', 'none', 'note-1']).map((each) => each.text)).toEqual(['Other words', 'Text 1']);
  expect(ids(100)).toHaveLength(30);
  expect(library.searchNotes(sampleVector(600, 7), 1)[0]?.id).toBe('note-7');
  expect(library.removeNotes(['note-7', 'note-8', 'none'])).toBe(2);
  expect(ids(100)).toHaveLength(28);
  library.close();
  using reopened = openLibrary(folder, { readOnly: true, exactBelow });
  expect(reopened.searchNotes(sampleVector(500, 9), 1)[0]?.id).toBe('note-9');
});

test('notes are stored all or none', () => {
  using library = openLibrary(temporaryFolder(), { space });
  const wrong = { ...note(2), embedding: new Float32Array(3) };
  expect(() => library.saveNotes([note(1), wrong])).toThrow(expect.objectContaining({ code: 'SPACE_MISMATCH' }));
  expect(library.notesById(['note-1'])).toEqual([]);
});
