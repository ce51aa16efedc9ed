import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModelPack, loadPack } from '../../src/encoders/load-model-pack.js';
import { realDisk, type Disk } from '../../src/packs/disk.js';
import { HubClient } from '../../src/packs/hub-client.js';
import { findKnownPack, wordTimestampSpeech } from '../../src/packs/known-packs.js';
import type { PackRecipe, PackVariant } from '../../src/packs/pack-recipe.js';
import { PackStore } from '../../src/packs/pack-store.js';
import { planPack } from '../../src/packs/plan-pack.js';
import { pullPack, type PullEvent, type PullOptions } from '../../src/packs/pull-pack.js';
import { selectParts } from '../../src/packs/select-parts.js';
import { startLocalMirror, type LocalMirror } from './local-mirror.js';
import { clipRepository, standardRepositories, tinyClipFile } from './standard-repositories.js';

const recipe = findKnownPack('standard') as PackRecipe;
const pause = (): Promise<void> => Promise.resolve();

let folder: string;
let store: PackStore;
let mirror: LocalMirror;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askreel-pull-'));
  store = new PackStore(join(folder, 'packs'));
  mirror = await startLocalMirror(standardRepositories(), { pageSize: 3 });
});
afterEach(async () => {
  await mirror.close();
  rmSync(folder, { recursive: true, force: true });
});

interface PullWish extends PullOptions {
  readonly only?: readonly string[];
  readonly variant?: PackVariant;
  readonly from?: LocalMirror;
}

async function pull({ only, variant = 'full', from = mirror, ...options }: PullWish = {}) {
  const hub = new HubClient({ endpoint: from.endpoint, pause });
  const plan = await planPack(recipe, hub, { parts: selectParts(recipe, only ? { only } : {}), variant });
  return pullPack(plan, hub, store, { pause, ...options });
}

function downloads(from = mirror): string[] {
  return from.requests.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

/** Everything in the folder of packs, but for the locks' folder when it is empty. */
function left(): string[] {
  if (!existsSync(store.folder)) return [];
  return readdirSync(store.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== '.incoming');
}

describe('a pull', () => {
  it('puts a pack of all parts together, and pins what it has taken', async () => {
    const events: PullEvent[] = [];
    const record = await pull({ onEvent: (event) => events.push(event) });
    const { manifest } = await loadModelPack(store.folderOf('standard'), { verify: 'content' });
    expect(manifest).toMatchObject({ id: 'standard', dimensions: 24, revision: record.revision });
    expect(manifest.licence).toContain('cc-by-nc-4.0 (actions)');
    expect(manifest.roles).toMatchObject({
      frame: { model: 'image-text/onnx/vision_model.onnx', inputs: { pixels: 'pixel_values' } },
      text: { inputs: { ids: 'input_ids', mask: 'attention_mask' }, maxTokens: 12 },
      clip: { config: 'actions/config.json', frames: 8, outputs: { logits: 'logits' } },
      visionLanguage: { folder: 'vision-language', dtype: 'fp32' },
      speech: { folder: 'speech', dtype: 'fp32', wordTimestamps: false },
    });
    expect(record.files['vision-language/onnx/decoder_model_merged.onnx_data']?.bytes).toBe(2000);
    expect(Object.keys(record.files).filter((path) => path.includes('safetensors'))).toEqual([]);
    const commit = mirror.commitOf(clipRepository);
    expect(record.files['image-text/config.json']).toMatchObject({ repository: clipRepository, commit });
    expect(mirror.requests.filter(({ kind, url }) => kind === 'file' && url.includes('/main/'))).toEqual([]);
    expect(events[0]).toMatchObject({ type: 'started', bytesHeld: 0 });
    const progress = events.filter((event) => event.type === 'progress');
    expect(progress.at(-1)).toMatchObject({ bytes: progress[0]?.totalBytes });
    expect(events.at(-1)).toMatchObject({ type: 'installed', pack: 'standard' });
    expect(readdirSync(store.folder).sort()).toEqual(['.incoming', 'standard']);
    expect(readdirSync(join(store.folder, '.incoming'))).toEqual([]);
  });

  it('takes the precisions of a variant that a repository has, and names them for each model', async () => {
    const clip = { 'onnx/vision_model_quantized.onnx': 'vision_model', 'onnx/text_model_quantized.onnx': 'text_model' };
    const files = ['config.json', 'preprocessor_config.json', 'tokenizer.json'];
    await using other = await startLocalMirror({
      ...standardRepositories(),
      [clipRepository]: Object.fromEntries([
        ...files.map((path) => [path, tinyClipFile(path)]),
        ...Object.entries(clip).map(([path, name]) => [path, tinyClipFile(`onnx/${name}.onnx`)]),
      ]) as Record<string, Buffer>,
    });
    const { roles } = await pull({ variant: 'quantised', only: ['frame', 'visionlanguage'], from: other });
    expect(roles.frame?.model).toBe('image-text/onnx/vision_model_quantized.onnx');
    expect(roles.visionLanguage?.dtype).toEqual({
      vision_encoder: 'int8',
      embed_tokens: 'q8',
      decoder_model_merged: 'q4',
    });
  });

  it('says which file a repository lacks, and downloads nothing', async () => {
    await expect(pull({ variant: 'quantised' })).rejects.toMatchObject({
      code: 'PACK_INVALID',
      message: expect.stringMatching(
        /clip-vit-base-patch32 at [0-9a-f]{12} has no onnx\/vision_model_quantized/,
      ) as string,
    });
    expect(downloads()).toEqual([]);
  });

  it('leaves no pack when it is interrupted, and goes on without fetching a file twice', async () => {
    mirror.onRequest = ({ path }) => (path === 'onnx/text_model.onnx' ? { status: 404 } : undefined);
    await expect(pull({ only: ['frame'] })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(await store.list()).toEqual([]);
    expect(existsSync(store.folderOf('standard'))).toBe(false);
    expect(await store.unfinished()).toMatchObject([{ name: 'standard' }]);
    mirror.onRequest = () => undefined;
    await pull({ only: ['frame'] });
    expect(downloads().filter((path) => path !== 'onnx/text_model.onnx').length).toBe(new Set(downloads()).size - 1);
    expect(await store.unfinished()).toEqual([]);
  });

  it('adds parts to an installed pack without fetching the others again, and vectors stay valid', async () => {
    const before = await pull({ only: ['image-text'] });
    const fetched = downloads().length;
    const after = await pull({ only: ['image-text', 'speech'] });
    expect(downloads().slice(fetched)).not.toContain('onnx/vision_model.onnx');
    expect(Object.keys(after.roles)).toEqual(['frame', 'text', 'speech']);
    expect(after.revision).toBe(before.revision);
    await loadPack(store.folderOf('standard'), { verify: 'content' });
  });

  it('gives another CLIP another revision', async () => {
    const before = await pull({ only: ['frame'] });
    const changed = tinyClipFile('preprocessor_config.json').toString().replace('"resample": 3', '"resample": 2');
    const files = ['config.json', 'tokenizer.json', 'onnx/vision_model.onnx', 'onnx/text_model.onnx'];
    await using other = await startLocalMirror({
      [clipRepository]: {
        ...(Object.fromEntries(files.map((path) => [path, tinyClipFile(path)])) as Record<string, Buffer>),
        'preprocessor_config.json': changed,
      },
    });
    expect((await pull({ only: ['frame'], from: other })).revision).not.toBe(before.revision);
    expect(downloads(other)).toEqual(['preprocessor_config.json']);
  });

  it('does not begin when the disk has no room', async () => {
    const disk: Disk = { ...realDisk, freeBytes: () => Promise.resolve(1e6) };
    await expect(pull({ disk })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(downloads()).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('keeps the installed pack when the disk fills up, and nothing that is half done', async () => {
    await pull({ only: ['frame'] });
    const before = left();
    const disk: Disk = {
      ...realDisk,
      openGrowing: async (path) => ({
        ...(await realDisk.openGrowing(path)),
        write: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })),
      }),
    };
    await expect(pull({ only: ['frame', 'speech'], disk })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(left().filter((name) => name.includes('.part'))).toEqual([]);
    await loadPack(store.folderOf('standard'), { verify: 'content' });
    await store.remove('standard');
    await expect(pull({ only: ['frame'], disk })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(left()).toEqual([]);
    await pull({ only: ['frame'] });
    expect(left()).toEqual(before);
  });

  it('does not touch the network when that is switched off', async () => {
    const hub = new HubClient({ endpoint: mirror.endpoint, offline: true });
    await expect(planPack(recipe, hub, { parts: recipe.parts, variant: 'full' })).rejects.toMatchObject({
      code: 'NETWORK_OFF',
      hint: expect.stringContaining('models add') as string,
    });
    expect(mirror.requests).toEqual([]);
  });

  it('does not take a login page for the hub', async () => {
    mirror.onRequest = () => ({ body: '<html>Please log in</html>' });
    await expect(pull()).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
  });
});

describe('the lock of a pack', () => {
  it('lets one of two pulls work, and the other say so', async () => {
    mirror.onRequest = ({ kind, earlier }) => (kind === 'file' && earlier === 0 ? { cutAfter: 100 } : undefined);
    const outcomes = await Promise.allSettled([pull({ only: ['frame'] }), pull({ only: ['frame'] })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'PACK_LOCKED' } });
    await loadPack(store.folderOf('standard'), { verify: 'content' });
  });

  it('of a process that has died is taken over', async () => {
    await (await store.lock('standard')).release();
    const pid = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    const path = join(store.folder, '.incoming', 'standard.lock');
    writeFileSync(path, JSON.stringify({ host: hostname(), pid }));
    await (await store.lock('standard')).release();
    expect(existsSync(path)).toBe(false);
  });

  it('of another machine holds until nothing has been heard of it for minutes', async () => {
    const path = join(store.folder, '.incoming', 'standard.lock');
    await (await store.lock('standard')).release();
    writeFileSync(path, JSON.stringify({ host: 'another', pid: 1 }));
    await expect(store.lock('standard')).rejects.toMatchObject({ code: 'PACK_LOCKED' });
    utimesSync(path, new Date(), new Date(Date.now() - 600_000));
    await (await store.lock('standard')).release();
  });
});

describe('the parts of a pack', () => {
  const names = (words: Parameters<typeof selectParts>[1]): string[] =>
    selectParts(recipe, words).map(({ name }) => name);

  it('are chosen by their names or roles, with the CLIP in any case', () => {
    expect(names({})).toEqual(['image-text', 'actions', 'vision-language', 'speech']);
    expect(names({ only: ['speech'] })).toEqual(['image-text', 'speech']);
    expect(names({ only: ['frame', 'text', 'clip'] })).toEqual(['image-text', 'actions']);
    expect(names({ without: ['speech', 'visionLanguage'] })).toEqual(['image-text', 'actions']);
  });

  it('are refused when there is no such part, or it is the CLIP that is to be left out', () => {
    for (const words of [{ only: ['sound'] }, { without: ['image-text'] }, { without: ['frame'] }]) {
      expect(() => names(words)).toThrowError(expect.objectContaining({ code: 'BAD_ARGUMENT' }) as Error);
    }
    expect(wordTimestampSpeech).toMatchObject({ name: 'speech', wordTimestamps: true });
  });
});
