import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openLibrary } from '../../src/apps/api/open-library.js';
import type { VideoLibrary } from '../../src/apps/video-library.js';
import { indexVideos } from '../../src/indexing/index-videos.js';

const sample = fileURLToPath(new URL('../../data/videos/quiet-harbour-1000002', import.meta.url));
const truthSchema = z.object({
  shots: z.array(
    z.object({ place: z.string(), actor: z.object({ kind: z.string(), colour: z.string() }), start: z.number() }),
  ),
});

let folder: string;
let videos: VideoLibrary;
let id: string;
let truth: z.infer<typeof truthSchema>['shots'];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-labels-'));
  truth = truthSchema.parse(JSON.parse(await readFile(`${sample}.json`, 'utf8'))).shots;
  videos = await openLibrary(join(folder, 'library'));
  for await (const event of indexVideos([`${sample}.mp4`], await videos.indexing()))
    if (event.type === 'video-failed') throw new Error(event.message);
  id = videos.library.videos()[0]!.id;
});
afterAll(async () => {
  await videos.close();
  await rm(folder, { recursive: true });
});

describe('labels of the caller’s choice on a sample video', () => {
  it('are given to shots as the truth has them: actors', async () => {
    const { actions, unknown } = await videos.inspector.labelShots(id, ['a blue kite', 'a yellow boat', 'a pink car']);
    expect(actions.map(({ label }) => label)).toEqual(truth.map(({ actor }) => `a ${actor.colour} ${actor.kind}`));
    expect(actions.map(({ shotIndex }) => shotIndex)).toEqual(truth.map((_, index) => index));
    for (const { probability } of actions) expect(probability).toBeGreaterThan(0.9);
    expect(unknown).toEqual([]);
  });

  it('are given to shots as the truth has them: places', async () => {
    const phrases: Readonly<Record<string, string>> = {
      night: 'at night',
      snow: 'in the snow',
      room: 'in the room',
      park: 'in the park',
      street: 'on the street',
      beach: 'on the beach',
    };
    const { actions } = await videos.inspector.labelShots(id, Object.values(phrases));
    expect(actions.map(({ label }) => label)).toEqual(truth.map(({ place }) => phrases[place]));
  });

  it('are given to the shots of a span only', async () => {
    const span = { startSeconds: 11, endSeconds: 16 };
    const { actions } = await videos.inspector.labelShots(id, ['a blue kite', 'a yellow boat'], span);
    expect(actions.map(({ shotIndex, label }) => [shotIndex, label])).toEqual([
      [2, 'a yellow boat'],
      [3, 'a yellow boat'],
    ]);
  });

  it('are left out, and named, when the starter pack has no word for them', async () => {
    const labels = ['a zeppelin', 'a blue kite', 'two pandas juggling', 'a pink car'];
    const { actions, unknown } = await videos.inspector.labelShots(id, labels);
    expect(unknown).toEqual([
      { label: 'a zeppelin', words: ['zeppelin'] },
      { label: 'two pandas juggling', words: ['pandas', 'juggling'] },
    ]);
    expect(new Set(actions.map(({ label }) => label))).toEqual(new Set(['a blue kite', 'a pink car']));
    expect((await videos.inspector.labelShots(id, ['a zeppelin', 'a blue kite'])).actions).toEqual([]);
  });
});
