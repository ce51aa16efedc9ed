import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import { fuseActions } from '../../src/encoders/fuse-actions.js';
import { ZeroShotActions } from '../../src/encoders/zero-shot-actions.js';
import { indexVideos } from '../../src/indexing/index-videos.js';
import { createColourEncoders } from './colour-encoders.js';
import { createColourDependencies, writeFootage } from './colour-footage.js';
import type { MemoryLibrary } from './memory-library.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-names-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function indexLights(encoders: EncoderSet): Promise<ReturnType<MemoryLibrary['clips']>> {
  const path = await writeFootage(join(folder, 'lights.mp4'), [
    { seconds: 5, colour: [1, 0, 0], from: 60, to: 220 },
    { seconds: 4, colour: [0, 0, 1], from: 220, to: 60 },
  ]);
  const dependencies = createColourDependencies({ encoders });
  for await (const event of indexVideos([path], dependencies))
    if (event.type === 'video-failed') throw new Error(event.message);
  const { library } = dependencies;
  return library.clips(library.videos()[0]!.id);
}

function words(labels: readonly string[], logitScale = 100): ZeroShotActions {
  return new ZeroShotActions(createColourEncoders().text, labels, { prompts: ['a {label}'], weight: 0.25, logitScale });
}

describe('actions by words while a video is indexed', () => {
  it('name the windows of a pack without a clip encoder', async () => {
    const { clip, qformer, captioner, ...rest } = createColourEncoders();
    expect([clip, qformer, captioner].every(Boolean)).toBe(true);
    const clips = await indexLights({ ...rest, zeroShot: words(['red light', 'blue light', 'green light']) });
    expect(clips.map(({ shotIndex, actions }) => [shotIndex, actions[0]?.label])).toEqual([
      [0, 'red light'],
      [1, 'blue light'],
    ]);
    expect(clips[0]?.actions[0]?.probability).toBeGreaterThan(0.99);
    expect(clips[0]?.actions).toHaveLength(3);
  });

  it('are fused with the clip encoder’s at the weight of the pack', async () => {
    const alone = await indexLights(createColourEncoders());
    const zeroShot = words(['red light', 'darkens', 'brightens'], 1);
    const fused = await indexLights(createColourEncoders({ zeroShot }));
    const opinion = { labels: zeroShot.labels, probabilities: await zeroShot.classify([Float32Array.of(1, 0, 0)]) };
    const seen = {
      labels: ['brightens', 'darkens'],
      probabilities: Float32Array.from(
        ['brightens', 'darkens'].map((name) => alone[0]!.actions.find(({ label }) => label === name)!.probability),
      ),
    };
    const expected = fuseActions(seen, opinion, 0.25).sort((a, b) => b.probability - a.probability);
    expect(fused[0]?.actions.map(({ label }) => label)).toEqual(expected.map(({ label }) => label));
    fused[0]?.actions.forEach(({ probability }, index) =>
      expect(probability).toBeCloseTo(expected[index]!.probability, 5),
    );
    expect(fused[0]?.embedding).toEqual(alone[0]?.embedding);
  });
});
