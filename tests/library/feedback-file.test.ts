import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { AnswerFeedback, MomentFeedback } from '../../src/domain/feedback/feedback.js';
import { FeedbackFile } from '../../src/library/feedback-file.js';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';
import { temporaryFolder } from './temporary-folder.js';

const signals = { frame: 1, clip: 2, subject: 1, deed: 0.5, place: 0, action: 0, match: -1, words: 0, speech: 0 };
const moment = (verdict: 'up' | 'down', changes: Partial<MomentFeedback> = {}): MomentFeedback => ({
  kind: 'moment',
  verdict,
  query: 'A red dog',
  videoId: 'a',
  videoTitle: 'trip',
  span: { startSeconds: 1, endSeconds: 2 },
  text: 'a red dog jumps',
  evidence: [{ kind: 'caption', text: 'a red dog jumps', score: 1 }],
  ranked: { rank: 2, score: 0.4, signals },
  shownBeside: [],
  ...changes,
});
const answer: AnswerFeedback = {
  kind: 'answer',
  verdict: 'down',
  query: 'When does it jump?',
  text: 'Never.',
  citations: [{ videoId: 'a', videoTitle: 'trip', span: { startSeconds: 1, endSeconds: 2 } }],
};

test('keeps thumbs as they were given, the latest first, and pages through them', () => {
  const file = new FeedbackFile(temporaryFolder(), { now: () => new Date('2026-01-02T03:04:05Z') });
  const first = file.add(moment('up'), 'sample@1');
  const second = file.add(answer, 'sample@1');
  expect(first).toEqual({ ...moment('up'), id: first.id, givenAt: '2026-01-02T03:04:05.000Z', pack: 'sample@1' });
  expect(file.list()).toEqual({ feedback: [second, first], total: 2 });
  expect(file.list({ limit: 1, offset: 1 })).toEqual({ feedback: [first], total: 2 });
  expect(file.list({ kind: 'answer' })).toEqual({ feedback: [second], total: 1 });
  expect(file.list({ query: 'when does it  jump' }).total).toBe(1);
  expect(file.all()).toEqual([first, second]);
  expect(file.remove(first.id)).toBe(true);
  expect(file.remove(first.id)).toBe(false);
  expect(file.all()).toEqual([second]);
});

test('lets the latest verdict on the same moment of the same query stand', () => {
  const file = new FeedbackFile(temporaryFolder());
  file.add(moment('up'), 'sample@1');
  file.add(moment('up', { query: 'a cat' }), 'sample@1');
  file.add(moment('down', { query: 'a red  dog?' }), 'sample@1');
  expect(file.all().map(({ verdict, query }) => [verdict, query])).toEqual([
    ['up', 'a cat'],
    ['down', 'a red  dog?'],
  ]);
});

test('leaves the catalog alone: beside a writer, without a trace until the first thumb, when a video goes', () => {
  const folder = temporaryFolder();
  using library = openLibrary(folder, { space });
  const video = sampleVideo(1);
  library.commit(video);
  const file = new FeedbackFile(folder);
  expect(file.list()).toEqual({ feedback: [], total: 0 });
  expect(file.remove(1)).toBe(false);
  expect(existsSync(path.join(folder, 'feedback.sqlite'))).toBe(false);
  file.add(moment('up', { videoId: video.video.id }), 'sample@1');
  library.remove(video.video.id);
  expect(file.all()).toHaveLength(1);
  expect(readdirSync(folder).filter((name) => name.startsWith('feedback'))).toEqual(['feedback.sqlite']);
});

test('says what is wrong with a file of another kind or of a newer askreel, and begins anew with an empty one', () => {
  const folder = temporaryFolder();
  const place = path.join(folder, 'feedback.sqlite');
  const file = new FeedbackFile(folder);
  writeFileSync(place, 'this is no database at all, however long it is'.repeat(100));
  expect(() => file.list()).toThrow(expect.objectContaining({ code: 'CATALOG_DAMAGED' }) as Error);
  writeFileSync(place, '');
  expect(file.list().total).toBe(0);
  file.add(answer, 'sample@1');
  const database = new SqliteDatabase(place);
  database.pragma('user_version = 99');
  database.close();
  expect(() => file.all()).toThrow(expect.objectContaining({ code: 'LIBRARY_TOO_NEW' }) as Error);
});
