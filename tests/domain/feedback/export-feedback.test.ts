import { expect, test } from 'vitest';
import type { Feedback } from '../../../src/domain/feedback/feedback.js';
import { feedbackTable } from '../../../src/domain/feedback/feedback-table.js';
import { preferencePairs } from '../../../src/domain/feedback/preference-pairs.js';

const kept = { givenAt: '2026-01-02T03:04:05.000Z', pack: 'sample@1' };
const moment = (id: number, verdict: 'up' | 'down', query: string, text: string): Feedback => ({
  ...{ ...kept, id, kind: 'moment', verdict, query, text, videoId: 'a', videoTitle: `trip ${id}` },
  ...{ span: { startSeconds: 1, endSeconds: 2 }, evidence: [], shownBeside: [] },
});
const answer = (id: number, verdict: 'up' | 'down', query: string, text: string): Feedback => ({
  ...{ ...kept, id, kind: 'answer', verdict, query, text, citations: [] },
});

test('pairs each up with each down of the same query, and moments never with answers', () => {
  const pairs = preferencePairs([
    moment(1, 'up', 'A red dog', 'a red dog jumps'),
    moment(2, 'down', 'a red dog?', ''),
    moment(3, 'down', 'a red dog', 'a red\ncat jumps'),
    moment(4, 'down', 'a boat', 'a boat'),
    answer(5, 'down', 'a red dog', 'Never.'),
    answer(6, 'up', 'When?', 'At 0:07 [1].'),
    answer(7, 'down', 'when', 'Never.'),
    answer(8, 'down', 'when', 'At 0:07 [1].'),
  ]);
  const chosen = 'trip 1 0:01.0–0:02.0: a red dog jumps';
  expect(pairs).toEqual([
    { prompt: 'A red dog', chosen, rejected: 'trip 2 0:01.0–0:02.0' },
    { prompt: 'A red dog', chosen, rejected: 'trip 3 0:01.0–0:02.0: a red cat jumps' },
    { prompt: 'When?', chosen: 'At 0:07 [1].', rejected: 'Never.' },
  ]);
});

test('makes a table that a spreadsheet takes for nothing but text', () => {
  const lines = feedbackTable([moment(1, 'up', '=1+1', 'he said "no", twice'), answer(2, 'down', 'when', 'Never.')]);
  expect(lines.split('\r\n')).toEqual([
    'id,given_at,kind,verdict,query,video_id,video,start_seconds,end_seconds,rank,score,text',
    `1,${kept.givenAt},moment,up,'=1+1,a,trip 1,1.000,2.000,,,"he said ""no"", twice"`,
    `2,${kept.givenAt},answer,down,when,,,,,,,Never.`,
    '',
  ]);
});
