import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FeedbackDetail, FeedbackList } from '../../../src/apps/server/schemas/feedback.js';
import { exportFeedback, fitRanking, searchMoments } from '../../../src/index.js';
import { TasteFile } from '../../../src/library/taste-file.js';
import { noTaste } from '../../../src/retrieval/taste/fit-taste.js';
import { openApp, openSample, sampleTitle, settingsFor, type OpenApp, type OpenSample } from './served-library.js';

let sample: OpenSample;
let server: OpenApp;
beforeAll(async () => {
  sample = await openSample();
  server = await openApp(sample.library, settingsFor(sample.folder));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await sample[Symbol.asyncDispose]();
});

function post(body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.get('/api/feedback', { method: 'POST', headers, body: JSON.stringify(body) });
}

async function list(query = ''): Promise<FeedbackList> {
  return (await (await server.get(`/api/feedback${query}`)).json()) as FeedbackList;
}

it('keeps thumbs on moments with what the search saw of them, lists them, and takes them back', async () => {
  const [shot] = sample.library.library.shots(sample.videoId).filter(({ caption }) => caption !== undefined);
  const query = shot?.caption ?? '';
  const { moments } = await searchMoments(sample.library, query);
  const best = moments[0];
  const up = { kind: 'moment', verdict: 'up', query, videoId: sample.videoId, span: best?.span };
  const response = await post(up);
  expect(response.status).toBe(201);
  const kept = (await response.json()) as FeedbackDetail;
  expect(kept).toMatchObject({ ...up, videoTitle: sampleTitle, text: best?.caption, rank: 1 });
  const [stored] = sample.library.feedback.all();
  expect(stored).toMatchObject({ ranked: { rank: 1 }, pack: expect.stringMatching(/^starter@/) as string });
  expect(stored?.kind === 'moment' && stored.ranked?.score).toBeCloseTo(best?.score ?? 0, 6);
  expect(stored?.kind === 'moment' && stored.ranked?.signals.subject).toBeGreaterThan(0);
  expect(stored?.kind === 'moment' && stored.shownBeside.map(({ rank }) => rank)).not.toContain(1);

  const other = sample.library.library.shots(sample.videoId).find(({ index }) => index !== shot?.index);
  expect((await post({ ...up, verdict: 'down', span: other?.span })).status).toBe(201);
  expect((await post({ ...up, verdict: 'down' })).status).toBe(201);
  expect((await post(up)).status).toBe(201);
  const page = await list(`?q=${encodeURIComponent(query)}`);
  expect(page.total).toBe(2);
  expect(page.feedback.map(({ verdict }) => verdict)).toEqual(['up', 'down']);
  expect(page).not.toHaveProperty('fitted');
  expect(JSON.stringify(page)).not.toContain(sample.folder);
  const pairs = exportFeedback(sample.library.feedback.all(), 'dpo').trimEnd().split('\n');
  expect(pairs.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([['prompt', 'chosen', 'rejected']]);

  const id = page.feedback[0]?.id;
  expect((await server.get(`/api/feedback/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await server.get(`/api/feedback/${id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await list()).total).toBe(1);
});

it('keeps thumbs on answers with their citations', async () => {
  const span = { startSeconds: 0, endSeconds: 2 };
  const answer = { kind: 'answer', verdict: 'down', question: 'Who jumps?', text: 'Nobody [1].' };
  const response = await post({ ...answer, citations: [{ videoId: sample.videoId, span }] });
  expect(await response.json()).toMatchObject({
    ...answer,
    citations: [{ videoId: sample.videoId, videoTitle: sampleTitle, span }],
  });
  expect((await list('?kind=answer&limit=1')).feedback).toMatchObject([answer]);
});

it('searches by a taste as soon as there is one, and says so, until it is reset', async () => {
  const { library, ranking } = sample.library;
  const query = 'a dog in the park';
  const seen = (await sample.library.weigher.weigh({ description: query })).map(({ moment }) => moment.span);
  const score = { pairwiseAccuracy: 0.5, ndcgAt10: 0.5 };
  new TasteFile(library.folder).write({
    ...{ taste: { ...noTaste, clip: -50 }, fittedAt: '2026-01-02T03:04:05.000Z', queries: 12, pairs: 30 },
    ...{ pack: `${library.space.packId}@${library.space.revision}`, heldOut: { before: score, after: score } },
  });
  expect(await list()).toMatchObject({ fitted: { queries: 12, heldOut: { before: score } } });
  const tasted = (await sample.library.weigher.weigh({ description: query })).map(({ moment }) => moment.span);
  expect(tasted).not.toEqual(seen);
  expect(fitRanking(sample.library)).toMatchObject({ decision: 'too-little-feedback', dropped: true });
  expect(ranking.fitted()).toBeUndefined();
  expect((await sample.library.weigher.weigh({ description: query })).map(({ moment }) => moment.span)).toEqual(seen);
});

it.each([
  ['no body', undefined, 400],
  ['an unknown verdict', { verdict: 'sideways' }, 400],
  ['an empty query', { query: ' ' }, 400],
  ['an unknown video', { videoId: '0123456789abcdef' }, 404],
  ['a span that ends before it starts', { span: { startSeconds: 3, endSeconds: 2 } }, 400],
  ['a span behind the end', { span: { startSeconds: 1e6, endSeconds: 2e6 } }, 400],
])('refuses %s', async (_what, changes, status) => {
  const span = { startSeconds: 0, endSeconds: 2 };
  const body = { kind: 'moment', verdict: 'up', query: 'a dog', videoId: sample.videoId, span, ...changes };
  const response = await post(changes && body);
  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty('error.code');
});
