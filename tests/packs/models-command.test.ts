import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canRun, runCli, sampleVideos, type CliRun } from '../apps/run-cli.js';
import { startLocalMirror, type LocalMirror } from './local-mirror.js';
import { clipRepository, standardRepositories, tinyClip, tinyClipFile } from './standard-repositories.js';

const folder = mkdtempSync(join(tmpdir(), 'askreel-models-'));
const packs = join(folder, 'packs');
let mirror: LocalMirror;

beforeAll(async () => {
  mirror = await startLocalMirror(
    {
      ...standardRepositories(),
      'someone/tiny': tinyClip,
      'someone/bert': { 'config.json': '{"model_type": "bert"}' },
    },
    { licences: { 'someone/tiny': 'mit' } },
  );
});
beforeEach(() => {
  mirror.onRequest = () => undefined;
  rmSync(packs, { recursive: true, force: true });
});
afterAll(async () => {
  await mirror.close();
  rmSync(folder, { recursive: true, force: true });
});

function models(words: readonly string[], options: Parameters<typeof runCli>[1] = {}): Promise<CliRun> {
  const env = { ASKREEL_PACKS: packs, HF_ENDPOINT: `${mirror.endpoint}/`, HF_TOKEN: 'hf_secret', ...options.env };
  return runCli(words, { ...options, env });
}

function downloads(): string[] {
  return mirror.requests.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

const pullClip = ['models', 'pull', 'standard', '--only', 'frame,text', '--yes'];

describe.skipIf(!canRun)('askreel models (needs `npm run build`)', () => {
  it('shows parts, licences and sizes, and downloads nothing without a yes', async () => {
    const { code, stdout, stderr } = await models(['models', 'pull', 'standard']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of [
      clipRepository,
      'cc-by-nc-4.0',
      'Not for commercial use',
      'apache-2.0',
      '--yes',
      mirror.endpoint,
    ]) {
      expect(stderr).toContain(word);
    }
    expect(stderr).toMatch(/\d+ kB {2}in all/);
    expect(downloads()).toEqual([]);
    expect(existsSync(packs)).toBe(false);
  });

  it('pulls, lists, verifies, finds and removes a pack', async () => {
    const pulled = await models(pullClip);
    expect(pulled).toMatchObject({ code: 0, stdout: `standard is installed in ${join(packs, 'standard')}\n` });
    expect(pulled.stderr).toContain('--pack standard');
    expect((await models(['models', 'path', 'standard'])).stdout).toBe(`${join(packs, 'standard')}\n`);

    const list = await models(['models', 'list', '--json', '--pack', 'standard']);
    const listed = (JSON.parse(list.stdout) as { packs: { name: string }[] }).packs;
    expect(listed).toMatchObject([
      { name: 'starter', state: 'packaged', inUse: false },
      { name: 'standard', state: 'installed', inUse: true, licence: 'MIT', roles: ['frame', 'text'], bytes: 131_697 },
      { name: 'glm-edge', state: 'known', licence: 'other (glm-4)', roles: ['chat'] },
    ]);

    expect((await models(['models', 'verify', 'standard'])).code).toBe(0);
    writeFileSync(join(packs, 'standard', 'image-text', 'config.json'), '{}');
    rmSync(join(packs, 'standard', 'image-text', 'tokenizer.json'));
    const verified = await models(['models', 'verify']);
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain('differs image-text/config.json');
    expect(verified.stdout).toContain('missing image-text/tokenizer.json');
    expect(verified.stdout).toContain('✓ image-text/onnx/text_model.onnx');
    expect(verified.stderr).toMatch(/standard .*\[PACK_DAMAGED\]\n$/);

    const before = downloads().length;
    expect((await models(pullClip)).code).toBe(0);
    expect(downloads().slice(before)).toEqual(['config.json', 'tokenizer.json']);
    expect((await models(['models', 'verify', 'standard'])).code).toBe(0);

    expect((await models(['models', 'remove', 'standard'])).code).toBe(2);
    expect((await models(['models', 'remove', 'standard', '--yes'])).stdout).toBe('removed standard\n');
    expect(existsSync(join(packs, 'standard'))).toBe(false);
    expect((await models(['models', 'remove', 'standard', '--yes'])).stderr).toContain('[PACK_NOT_FOUND]');
  });

  it('does not remove the pack that comes with askreel, nor let another take its name', async () => {
    const removed = await models(['models', 'remove', 'starter', '--yes']);
    expect(removed).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be removed') as string });
    const added = await models(['models', 'add', tinyClip, '--name', 'starter']);
    expect(added).toMatchObject({ code: 2, stderr: expect.stringContaining('--name') as string });
    expect((await models(['models', 'remove', '..', '--yes'])).code).not.toBe(0);
  });

  it('names the next step for a pack that has not been fetched', async () => {
    const { stderr } = await models(['models', 'path', 'standard']);
    expect(stderr).toContain('askreel models pull standard [PACK_NOT_FOUND]');
  });

  it('prints lines of JSON for programs, without the token', async () => {
    const { code, stdout, stderr } = await models([...pullClip, '--json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines[0]).toMatchObject({ type: 'plan', bytes: 131_697, parts: [{ name: 'image-text', licence: 'MIT' }] });
    expect(lines.filter(({ type }) => type === 'file')).toHaveLength(5);
    expect(lines.at(-1)).toMatchObject({ type: 'installed', pack: 'standard' });
    expect(stdout).not.toContain('hf_secret');
  });

  it('keeps what has come at Ctrl-C, and goes on from there', async () => {
    mirror.onRequest = ({ path }) => (path === 'onnx/vision_model.onnx' ? { hangAfter: 30_000 } : undefined);
    const part = join(packs, '.incoming', 'standard', 'image-text', 'onnx', 'vision_model.onnx.part');
    const interrupted = await models(pullClip, {
      onStart: (child) => {
        const timer = setInterval(() => {
          if (existsSync(part) && readFileSync(part).length === 30_000) {
            clearInterval(timer);
            child.kill('SIGINT');
          }
        }, 20);
        child.once('close', () => clearInterval(timer));
      },
    });
    expect(interrupted.code).toBe(130);
    expect(readdirSync(packs)).toEqual(['.incoming']);
    expect((await models(['models', 'list'])).stdout).toContain('interrupted');
    mirror.onRequest = () => undefined;
    const { code, stderr } = await models(pullClip);
    expect(code).toBe(0);
    expect(stderr).toMatch(/\d+ kB of 132 kB are here already/);
    expect(mirror.requests.filter(({ path }) => path === 'onnx/vision_model.onnx').at(-1)?.range).toBe('bytes=30000-');
    expect((await models(['models', 'verify', 'standard'])).code).toBe(0);
  });

  it.each(['ASKREEL_OFFLINE', 'HF_HUB_OFFLINE'])('asks no server with %s', async (name) => {
    const before = mirror.requests.length;
    const { code, stderr } = await models(pullClip, { env: { [name]: '1' } });
    expect(code).toBe(1);
    expect(stderr).toContain('askreel models add <folder>. [NETWORK_OFF]');
    expect(mirror.requests).toHaveLength(before);
  });

  it('adds folders, and models of the hub by their names', async () => {
    const plain = join(folder, 'plain-clip');
    cpSync(tinyClip, plain, { recursive: true });
    rmSync(join(plain, 'askreel-pack.json'));
    expect((await models(['models', 'add', plain])).stdout).toContain('plain-clip is installed');
    expect((await models(['models', 'add', plain, '--link', '--name', 'linked'])).stdout).toContain('linked is linked');
    expect((await models(['models', 'add', 'someone/tiny'])).code).toBe(2);
    expect((await models(['models', 'add', 'someone/tiny', '--yes'])).code).toBe(0);
    expect((await models(['models', 'add', 'someone/bert', '--yes'])).stderr).toContain('[PACK_INVALID]');
    expect((await models(['models', 'add', 'no-such-folder'])).stderr).toContain('[PACK_NOT_FOUND]');
    const { stdout } = await models(['models', 'list', '--json']);
    expect((JSON.parse(stdout) as { packs: object[] }).packs).toMatchObject([
      { name: 'starter' },
      { name: 'linked', state: 'linked', folder: plain },
      { name: 'plain-clip', state: 'installed', licence: 'not stated' },
      { name: 'tiny', state: 'installed', licence: 'mit' },
      { name: 'standard', state: 'known' },
      { name: 'glm-edge', state: 'known' },
    ]);
    expect((await models(['models', 'remove', 'linked', '--yes'])).code).toBe(0);
    expect(readFileSync(join(plain, 'tokenizer.json'))).toEqual(tinyClipFile('tokenizer.json'));
  });

  it('indexes and searches with a pack that was pulled', async () => {
    expect((await models(pullClip)).code).toBe(0);
    const video = join(sampleVideos, readdirSync(sampleVideos).find((name) => name.endsWith('.mp4')) ?? '');
    const library = ['--library', join(folder, 'library'), '--pack', 'standard'];
    const indexed = await models(['index', video, ...library]);
    expect(indexed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 indexed/) as string });
    const videos = JSON.parse((await models(['videos', '--json', ...library])).stdout) as { space: object };
    expect(videos.space).toMatchObject({ packId: 'standard', dimensions: 24 });
    // The CLIP is a random one: it finds nothing, and says which frames it has looked at.
    const { code, stdout } = await models(['search', 'a dog', '--json', ...library]);
    expect(code).toBe(3);
    const { nearest } = JSON.parse(stdout) as { nearest: { evidence: { kind: string }[] }[] };
    expect(nearest[0]?.evidence[0]?.kind).toBe('frame');
    const refused = await models(['search', 'a dog', '--library', join(folder, 'library'), '--pack', 'starter']);
    expect(refused.stderr).toContain('[SPACE_MISMATCH]');
  });
});
