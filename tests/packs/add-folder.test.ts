import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { addFolder } from '../../src/packs/add-folder.js';
import { PackStore } from '../../src/packs/pack-store.js';
import { cosine } from '../encoders/golden-values.js';
import { drawSized } from '../encoders/test-pictures.js';
import { tinyClip, tinyClipInOneFile } from './standard-repositories.js';

let folder: string;
let source: string;
let store: PackStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askreel-add-'));
  source = join(folder, 'my-clip');
  store = new PackStore(join(folder, 'packs'));
  cpSync(tinyClip, source, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the source a plain export: no manifest. */
function stripManifest(): void {
  rmSync(join(source, 'askreel-pack.json'));
}

async function embed(packFolder: string): Promise<Float32Array[]> {
  const encoders = await openEncoders(await loadModelPack(packFolder), { providers: ['cpu'], threads: 1 });
  try {
    const frames = await encoders.frame.encode([1, 2, 3].map((scene) => drawSized('80x60', scene)));
    return [
      ...frames.map(({ embedding }) => embedding),
      ...(await encoders.text.encode(['two dogs running', 'a café'])),
    ];
  } finally {
    await encoders.close();
  }
}

function expectSame(found: readonly Float32Array[], wanted: readonly Float32Array[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((vector, index) => expect(cosine(vector, wanted[index] ?? vector)).toBeGreaterThanOrEqual(0.99999));
}

describe('a folder', () => {
  it('with a manifest is checked and copied under the id of the pack', async () => {
    expect(await addFolder(source, store)).toBe('tiny-clip');
    await loadModelPack(store.folderOf('tiny-clip'), { verify: 'content' });
    writeFileSync(join(source, 'tokenizer.json'), '{}');
    await expect(addFolder(source, store, { name: 'again' })).rejects.toMatchObject({ code: 'PACK_DAMAGED' });
    expect((await store.list()).map(({ name }) => name)).toEqual(['tiny-clip']);
  });

  it('with a CLIP of two towers gets a manifest, and encodes as before', async () => {
    const wanted = await embed(source);
    stripManifest();
    writeFileSync(join(source, 'README.md'), '---\nlicense: mit\ntags:\n- clip\n---\nA model.\n');
    expect(await addFolder(source, store)).toBe('my-clip');
    const { manifest } = await loadModelPack(store.folderOf('my-clip'));
    expect(manifest).toMatchObject({ licence: 'mit', dimensions: 24, roles: { text: { maxTokens: 12 } } });
    expectSame(await embed(store.folderOf('my-clip')), wanted);
    expect(existsSync(join(source, 'askreel-pack.json'))).toBe(false);
  });

  it('with a CLIP in one file gets a manifest, and encodes as the two towers do', async () => {
    const wanted = await embed(source);
    stripManifest();
    rmSync(join(source, 'onnx'), { recursive: true });
    mkdirSync(join(source, 'onnx'));
    cpSync(tinyClipInOneFile, join(source, 'onnx', 'model_quantized.onnx'));
    await addFolder(source, store);
    const { manifest } = await loadModelPack(store.folderOf('my-clip'));
    expect(manifest.roles.frame.inputs).toEqual({ pixels: 'pixel_values', ids: 'input_ids', mask: 'attention_mask' });
    expect(manifest.roles.text.inputs).toEqual({ pixels: 'pixel_values', ids: 'input_ids', mask: 'attention_mask' });
    expectSame(await embed(store.folderOf('my-clip')), wanted);
  });

  it('can be linked: its files stay where they are, also when the link is removed', async () => {
    stripManifest();
    await addFolder(source, store, { link: true });
    expect(lstatSync(store.folderOf('my-clip')).isSymbolicLink()).toBe(true);
    expect(await store.find('my-clip')).toMatchObject({ linked: true, folder: source });
    expect(await store.remove('my-clip')).toBe(true);
    expect(readFileSync(join(source, 'askreel-pack.json'), 'utf8')).toContain('"image_embeds"');
  });

  it('with something else is refused, and leaves nothing', async () => {
    await expect(addFolder(folder, store)).rejects.toMatchObject({ code: 'PACK_NOT_FOUND' });
    stripManifest();
    cpSync(join(source, 'onnx', 'text_model.onnx'), join(source, 'onnx', 'vision_model.onnx'));
    await expect(addFolder(source, store)).rejects.toMatchObject({ code: 'PACK_INVALID' });
    writeFileSync(join(source, 'config.json'), '{"model_type": "bert", "architectures": ["BertModel"]}');
    await expect(addFolder(source, store)).rejects.toMatchObject({ code: 'PACK_INVALID' });
    expect(await store.list()).toEqual([]);
  });

  it.each(['..', '.incoming', 'a/b', '', 'x.lock'])('cannot be called %j', async (name) => {
    await expect(addFolder(source, store, { name })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});
