import { expect, test } from 'vitest';
import type { Library } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

function libraryOfLines(...lines: string[]): Library {
  const library = openLibrary(temporaryFolder(), { space });
  const transcript = lines.map((text, row) => ({ text, span: { startSeconds: row * 3, endSeconds: row * 3 + 3 } }));
  library.commit({ ...sampleVideo(1), transcript });
  return library;
}

function texts(library: Library, query: string): string[] {
  return library.searchTranscript(query, 10).map((hit) => hit.text);
}

test('finds lines by the content words of a question, in any grammatical form', () => {
  using library = libraryOfLines(
    'The keeper painted two lighthouses.',
    'She is the one who was there.',
    'A silver key fell into the sea.',
  );
  expect(texts(library, 'When do they talk about a lighthouse?')).toEqual(['The keeper painted two lighthouses.']);
  expect(texts(library, 'painting')).toEqual(['The keeper painted two lighthouses.']);
  expect(texts(library, 'KEY')).toEqual(['A silver key fell into the sea.']);
  expect(texts(library, 'dragon')).toEqual([]);
});

test('puts the line that holds more of the words first, with a higher score', () => {
  using library = libraryOfLines('A silver spoon.', 'The silver key to the garden.', 'A garden.');
  const hits = library.searchTranscript('silver key garden', 10);
  expect(hits[0]).toMatchObject({
    text: 'The silver key to the garden.',
    span: { startSeconds: 3, endSeconds: 6 },
    videoId: sampleVideo(1).video.id,
  });
  expect(hits).toHaveLength(3);
  expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score);
  expect(library.searchTranscript('silver key garden', 2)).toHaveLength(2);
});

test('looks for stop words when there is nothing else', () => {
  using library = libraryOfLines('To be or not to be.', 'Nothing here.');
  expect(texts(library, 'to be or not to be')).toEqual(['To be or not to be.']);
});

test('finds words with accents, without spaces and in other scripts', () => {
  using library = libraryOfLines(
    'Le château à la plage',
    '海边的灯塔很高',
    '등대가 보인다',
    'маяк у моря',
    'とうだいは高い',
  );
  expect(texts(library, 'chateau')).toEqual(['Le château à la plage']);
  expect(texts(library, '灯塔')).toEqual(['海边的灯塔很高']);
  expect(texts(library, '塔灯')).toEqual([]);
  expect(texts(library, '등대')).toEqual(['등대가 보인다']);
  expect(texts(library, 'Маяк')).toEqual(['маяк у моря']);
  expect(texts(library, 'とうだい')).toEqual(['とうだいは高い']);
});

test('takes whatever is typed for words, not for syntax', () => {
  using library = libraryOfLines('An old lighthouse.', 'A dog.');
  const queries = [
    '',
    '   ',
    '"',
    '""',
    "'; DROP TABLE videos; --",
    '*',
    'light*',
    'NEAR(',
    'NEAR("a" "b", 2)',
    'AND',
    'AND OR NOT',
    'NOT lighthouse',
    'text: lighthouse',
    '{text} : x',
    '^lighthouse',
    '-lighthouse',
    'a + b',
    '(((',
    '\\',
    '😀',
    '😀 lighthouse 👩‍👩‍👧',
    '\u0000lighthouse',
    '\ud800',
    '²³½',
    'ﷺ',
    'é̈̈̈',
    'x'.repeat(100_000),
    'lighthouse '.repeat(20_000),
    Array.from({ length: 5000 }, (_, word) => `word${word}`).join(' '),
  ];
  for (const query of queries) {
    const expected = query.includes('lighthouse') ? ['An old lighthouse.'] : [];
    expect(texts(library, query), query.slice(0, 50)).toEqual(expected);
    expect(() => library.searchCaptions(query, 10)).not.toThrow();
  }
});

test('stays behind the filter', () => {
  using library = openLibrary(temporaryFolder(), { space });
  for (const seed of [1, 2]) library.commit(sampleVideo(seed));
  const { id } = sampleVideo(2).video;
  const filter = { videoIds: [id], span: { startSeconds: 4, endSeconds: 8 } };
  expect(library.searchTranscript('lighthouse', 10, filter)).toMatchObject([{ videoId: id, span: filter.span }]);
  expect(library.searchCaptions('a red dog', 10, filter)).toMatchObject([{ videoId: id, index: 1, span: filter.span }]);
  expect(library.searchCaptions('dog', 10)).toHaveLength(6);
  expect(library.searchTranscript('lighthouse', 10, { videoIds: [] })).toEqual([]);
});
