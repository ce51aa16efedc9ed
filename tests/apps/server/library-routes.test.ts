import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/apps/server/schemas/moments.js';
import type { VideoDetail } from '../../../src/apps/server/schemas/videos.js';
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

async function json<Body>(path: string, init?: RequestInit): Promise<Body> {
  const response = await server.get(path, init);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Body;
}

describe('what the library holds', () => {
  it('is told by health, list and video, without the paths of files', async () => {
    expect(await json('/api/health')).toMatchObject({
      status: 'ok',
      version: '1.2.3',
      videos: 1,
      model: 'offline',
      pack: { id: 'starter' },
    });
    const list = await json<{ videos: { id: string; shotCount: number }[]; total: number }>('/api/videos?text=PAPER');
    expect(list).toMatchObject({ total: 1, videos: [{ id: sample.videoId, title: sampleTitle, hasAudio: false }] });
    expect(await json('/api/videos?text=nothing')).toEqual({ videos: [], total: 0 });
    expect(await json('/api/videos?offset=1')).toEqual({ videos: [], total: 1 });
    const video = await json<VideoDetail>(`/api/videos/${sample.videoId}`);
    expect(video.shots).toHaveLength(video.shotCount);
    expect(video.shots.some(({ caption, actions }) => caption !== undefined && actions.length > 0)).toBe(true);
    expect(JSON.stringify(video)).not.toContain(sample.folder);
    expect(JSON.stringify([list, video])).not.toMatch(/"path"|data\/videos/);
  });

  it('is searched, and a search without a match says so', async () => {
    const video = await json<VideoDetail>(`/api/videos/${sample.videoId}`);
    const caption = video.shots.find((shot) => shot.caption !== undefined)?.caption ?? '';
    const found = await json<SearchResult>(`/api/search?q=${encodeURIComponent(caption)}&limit=3`);
    expect(found.found).toBe(true);
    expect(found.moments[0]).toMatchObject({ videoId: sample.videoId, caption });
    expect(found.moments[0]).not.toHaveProperty('videoPath');
    const missing = await json<SearchResult>('/api/search?q=a%20submarine%20orchestra');
    expect(missing).toMatchObject({ found: false, moments: [] });
    expect((await server.get('/api/search?q=dog&video=nobody')).status).toBe(404);
    expect((await server.get(found.moments[0]?.thumbnailUrl ?? '')).headers.get('content-type')).toBe('image/jpeg');
  });

  it('is looked into: transcript, heat, highlights, boxes, actions', async () => {
    const base = `/api/videos/${sample.videoId}`;
    const { shots } = await json<VideoDetail>(base);
    const shot = shots.find((one) => one.caption !== undefined);
    const q = encodeURIComponent(shot?.caption ?? '');
    expect(await json(`${base}/transcript`)).toHaveProperty('lines');
    const heat = await json<{ shots: { index: number; score: number }[]; confidence: number }>(`${base}/heat?q=${q}`);
    expect(heat.shots.map(({ index }) => index)).toEqual(shots.map(({ index }) => index));
    expect(heat.shots.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    const best = heat.shots.reduce((a, b) => (b.score > a.score ? b : a));
    expect(shots[best.index]?.caption).toBe(shot?.caption);
    expect(await json(`${base}/highlights?seconds=5`)).toMatchObject({ clipSeconds: 2 });
    const { startSeconds, endSeconds } = shot?.span ?? { startSeconds: 0, endSeconds: 1 };
    const where = await json<{ tubes: { boxes: { box: object }[] }[] }>(
      `${base}/where?q=${q}&start=${startSeconds}&end=${endSeconds}`,
    );
    expect(where.tubes[0]?.boxes[0]?.box).toHaveProperty('left');
    expect(await json(`${base}/actions?start=${startSeconds}&end=${endSeconds}`)).toHaveProperty('actions');
  });
});
