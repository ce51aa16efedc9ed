import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { indexVideos, openLibrary, searchMoments } from '../../src/index.js';

const pack = fileURLToPath(new URL('../encoders/fixtures/tiny-blip2', import.meta.url));
const video = fileURLToPath(new URL('../../data/videos/golden-rehearsal-1000004.mp4', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'askreel-blip2-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('indexes and searches a video with a BLIP-2 alone', async () => {
  await using library = await openLibrary(folder, { pack, providers: ['cpu'] });
  expect(await indexVideos(library, [video])).toMatchObject({ indexed: 1, failed: 0, failures: [] });
  const [held] = library.library.videos();
  const clips = library.library.clips(held!.id);
  expect(clips.length).toBeGreaterThanOrEqual(library.library.shots(held!.id).length);
  for (const { tokens, actions, embedding } of clips) {
    expect(tokens?.patches).toHaveLength(2 * 257 * 32);
    expect(tokens).not.toHaveProperty('clip');
    expect(actions).toEqual([]);
    expect(embedding).toHaveLength(16);
  }

  // Random weights know nothing; what is ranked, and what the match head says of it, is real all the same.
  const { moments, nearest } = await searchMoments(library, 'a red kite in the park', { limit: 3 });
  const found = [...moments, ...nearest];
  expect(found.length).toBeGreaterThan(0);
  for (const { span } of found) expect(span.endSeconds).toBeLessThanOrEqual(held!.durationSeconds + 0.1);
  const [clip] = clips;
  const [match] = (await library.encoders.qformer?.match([clip!.tokens!], 'a red kite in the park')) ?? [];
  expect(match).toBeGreaterThan(0);
  expect(match).toBeLessThan(1);
});
