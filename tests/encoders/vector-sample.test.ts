import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadVectorSample } from '../../src/encoders/vector-sample.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-sample-'));
  await writeFile(join(folder, 'frames'), Float32Array.of(1, 0, 0, 1, 0.6, 0.8));
  await writeFile(join(folder, 'clips'), Float32Array.of(0, 1));
  await writeFile(join(folder, 'cut'), Buffer.alloc(12));
  await writeFile(join(folder, 'empty'), '');
});
afterAll(() => rm(folder, { recursive: true }));

describe("a pack's sample of vectors", () => {
  it('is read vector by vector', async () => {
    expect(await loadVectorSample(folder, { frames: 'frames', clips: 'clips' }, 2)).toEqual({
      frames: [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(0.6, 0.8)],
      clips: [Float32Array.of(0, 1)],
    });
  });

  it.each([
    ['cut', 'PACK_INVALID'],
    ['empty', 'PACK_INVALID'],
    ['missing', 'PACK_DAMAGED'],
  ])('is refused when the file is %s', async (clips, code) => {
    await expect(loadVectorSample(folder, { frames: 'frames', clips }, 2)).rejects.toMatchObject({ code });
  });
});
