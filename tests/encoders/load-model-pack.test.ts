import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';

const fixture = fileURLToPath(new URL('fixtures/tiny-clip', import.meta.url));

describe('loadModelPack', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'askreel-pack-'));
    await cp(fixture, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function editManifest(change: (manifest: Record<string, unknown>) => void): Promise<void> {
    const path = join(folder, 'askreel-pack.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    change(manifest);
    await writeFile(path, JSON.stringify(manifest));
  }

  function failure(code: string, words: RegExp): unknown {
    return expect.objectContaining({
      code,
      message: expect.stringMatching(words) as string,
      hint: expect.any(String) as string,
    });
  }

  it('reads a sound pack and ignores keys that it does not know', async () => {
    await editManifest((manifest) => (manifest['flavour'] = 'plain'));
    const { space, manifest } = await loadModelPack(folder);
    expect(space).toEqual({ packId: 'tiny-clip', revision: manifest.revision, dimensions: 24 });
  });

  it('says where there is no pack', async () => {
    await expect(loadModelPack(join(folder, 'onnx'))).rejects.toEqual(
      failure('PACK_NOT_FOUND', /no model pack in .*onnx/),
    );
  });

  it('notices a cut file by its size', async () => {
    await truncate(join(folder, 'onnx/text_model.onnx'), 100);
    await expect(loadModelPack(folder, { verify: 'size' })).rejects.toEqual(failure('PACK_DAMAGED', /has 100 bytes/));
  });

  it('notices one changed byte by the hash, and only when the content is looked at', async () => {
    const path = join(folder, 'onnx/vision_model.onnx');
    const content = await readFile(path);
    content[1000] = (content[1000] ?? 0) ^ 1;
    await writeFile(path, content);
    await expect(loadModelPack(folder, { verify: 'size' })).resolves.toBeDefined();
    await expect(loadModelPack(folder)).rejects.toEqual(
      failure('PACK_DAMAGED', /vision_model\.onnx has another content/),
    );
  });

  it('notices a missing file and a broken manifest', async () => {
    await rm(join(folder, 'tokenizer.json'));
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_DAMAGED', /tokenizer\.json is missing/));
    await writeFile(join(folder, 'askreel-pack.json'), '{"format": 1,');
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_DAMAGED', /cannot be read/));
  });

  it('names what is wrong with a manifest', async () => {
    await editManifest((manifest) => (manifest['format'] = 2));
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_INVALID', /format/));
  });

  it('opens actions by words, in a vocabulary that ships', async () => {
    await editManifest((manifest) => (manifest['zeroShot'] = { vocabulary: 'kinetics-400', weight: 0.3 }));
    const encoders = await openEncoders(await loadModelPack(folder), { providers: ['cpu'], threads: 1 });
    try {
      expect(encoders.zeroShot).toMatchObject({ weight: 0.3 });
      expect(encoders.zeroShot?.labels).toHaveLength(400);
      const few = encoders.zeroShot?.withLabels(['dogs running', 'a café']);
      const [vector] = await encoders.text.encode(['a photo of dogs running.']);
      const probabilities = await few?.classify([vector ?? new Float32Array()]);
      expect(probabilities?.[0]).toBeGreaterThan(probabilities?.[1] ?? 1);
    } finally {
      await encoders.close();
    }
  });

  it('opens actions by words in a vocabulary of its own, which must be listed', async () => {
    await writeFile(join(folder, 'words.txt'), 'dogs running\ntwo dogs\n');
    await editManifest((manifest) => (manifest['zeroShot'] = { vocabulary: 'words.txt' }));
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_INVALID', /words\.txt/));
    await editManifest((manifest) => (manifest['zeroShot'] = { vocabulary: 'words.txt', prompts: ['no slot'] }));
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_INVALID', /zeroShot\.prompts.*\{label\}/));
  });

  it('reads no file outside of the pack, and none without a checksum', async () => {
    await editManifest((manifest) => (manifest['familiarity'] = { file: '../secrets.json' }));
    await expect(loadModelPack(folder)).rejects.toEqual(
      failure('PACK_INVALID', /familiarity\.file: must be a path inside/),
    );
    await editManifest((manifest) => (manifest['familiarity'] = { file: 'unlisted.json' }));
    await expect(loadModelPack(folder)).rejects.toEqual(failure('PACK_INVALID', /unlisted\.json/));
  });
});
