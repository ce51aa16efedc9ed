import { describe, expect, it } from 'vitest';
import { readPlaces } from '../../src/apps/cli/read-places.js';

describe('readPlaces', () => {
  it.each([
    ['my trip | 1:05.2 | 1:12', 'my trip 65.2 72'],
    ['my trip | 5 | 6.5 | 1:00-1:02 | other | 0:01–0:02', 'my trip 5 6.5, my trip 60 62, other 1 2'],
    ['my trip@1:05-1:12 | a@b@1-2', 'my trip 65 72, a@b 1 2'],
    ['2020-2021 | 1 | 2', '2020-2021 1 2'],
    ['75 | 1:00:00 | 1:00:01', '75 3600 3601'],
  ])('reads %s', (words, places) => {
    const read = readPlaces(words.split(' | ')).map(
      ({ video, span }) => `${video} ${span.startSeconds} ${span.endSeconds}`,
    );
    expect(read.join(', ')).toBe(places);
  });

  it.each([
    'my trip',
    'my trip | 5',
    'my trip | 5 | x',
    'my trip | 6 | 5',
    'my trip@5-5',
    'a | b | 1 | 2',
    '1-2',
    'a | 1 | 2 | b',
  ])('refuses %s with an example', (words) => {
    expect(() => readPlaces(words.split(' | '))).toThrow(
      expect.objectContaining({
        code: 'BAD_ARGUMENT',
        hint: expect.stringContaining('askreel clip') as string,
      }) as Error,
    );
  });
});
