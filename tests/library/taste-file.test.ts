import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FittedTaste } from '../../src/domain/feedback/taste.js';
import { TasteFile } from '../../src/library/taste-file.js';
import { temporaryFolder } from './temporary-folder.js';

const taste = { frame: 0, clip: 0, subject: 0, deed: 0, place: 2, action: 0, match: 0, words: 0, speech: 1 };
const score = { pairwiseAccuracy: 0.5, ndcgAt10: 0.5 };
const fitted: FittedTaste = {
  ...{ taste, pack: 'sample@1', fittedAt: '2026-01-02T03:04:05.000Z', queries: 12, pairs: 30 },
  heldOut: { before: score, after: score },
};

test('is seen by whoever has the library open, for its own pack only, until it is taken away', () => {
  const folder = temporaryFolder();
  const reader = new TasteFile(folder);
  expect(reader.current('sample@1')).toBeUndefined();
  new TasteFile(folder).write(fitted);
  expect(reader.current('sample@1')).toMatchObject(fitted);
  expect(reader.current('sample@2')).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['taste.json']);
  new TasteFile(folder).write({ ...fitted, queries: 13 });
  expect(reader.current('sample@1')?.queries).toBe(13);
  expect(new TasteFile(folder).remove()).toBe(true);
  expect(reader.current('sample@1')).toBeUndefined();
  expect(reader.remove()).toBe(false);
});

test.each(['', '{"format":1', '{"format":2}', '{"format":1,"taste":{"frame":"much"}}', 'null'])(
  'is left out, with one warning, when it cannot be read: %s',
  (text) => {
    const folder = temporaryFolder();
    const warnings: string[] = [];
    writeFileSync(path.join(folder, 'taste.json'), text);
    const file = new TasteFile(folder, (warning) => warnings.push(warning));
    expect(file.current('sample@1')).toBeUndefined();
    expect(file.current('sample@1')).toBeUndefined();
    expect(warnings).toHaveLength(1);
  },
);
