import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/apps/cli/run-command-line.js';
import { checkGraphics } from '../../src/apps/doctor/check-graphics.js';
import { fetchCudaLibraries } from '../../src/apps/doctor/fetch-cuda-libraries.js';
import { readSettings, withProviders } from '../../src/apps/settings.js';
import { executionProviders } from '../../src/encoders/execution-providers.js';
import type { Check } from '../../src/apps/doctor/check.js';
import { captureStreams } from './capture-streams.js';

const pack = fileURLToPath(new URL('../encoders/fixtures/tiny-clip', import.meta.url));
/** A provider that this platform cannot have. */
const impossible = process.platform === 'darwin' ? 'dml' : 'coreml';

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = captureStreams({ isTTY: false });
  const code = await runCommandLine([...words, '--pack', pack, '--library', 'no-such-library'], streams);
  return { code, out: streams.out(), err: streams.err() };
}

async function providerChecks(...words: string[]): Promise<Map<string, Check>> {
  const { out } = await run('doctor', '--json', ...words);
  const { checks } = JSON.parse(out) as { checks: Check[] };
  return new Map(checks.map((check) => [check.name, check]));
}

describe('--providers', () => {
  it('wins over the environment', () => {
    const settings = readSettings({ ASKREEL_PROVIDERS: 'cuda, cpu' });
    expect(settings.providers).toEqual(['cuda', 'cpu']);
    expect(withProviders(settings, undefined).providers).toEqual(['cuda', 'cpu']);
    expect(withProviders(settings, ' webgpu,,cpu ').providers).toEqual(['webgpu', 'cpu']);
  });

  it('decides what runs the models, and the doctor says who chose and what was not taken', async () => {
    const { detail } = (await providerChecks('--providers', `${impossible},cpu`)).get('provider') as Check;
    expect(detail).toMatch(new RegExp(`^cpu, chosen by --providers; ${impossible} not taken: \\S`));
  });

  it.each([
    ['abacus', 'no execution provider "abacus"'],
    [',', 'No execution provider is named'],
  ])('finds fault with %j', async (given, words) => {
    const check = (await providerChecks('--providers', given)).get('provider');
    expect(check).toMatchObject({ status: 'problem', detail: expect.stringContaining(words) as string });
  });

  it('fails where the only one asked for is not there', async () => {
    const check = (await providerChecks('--providers', impossible)).get('provider');
    expect(check).toMatchObject({ status: 'problem', detail: expect.stringContaining(impossible) as string });
  });
});

describe('askreel doctor', () => {
  it('tries every execution provider and looks for graphics devices', async () => {
    const checks = await providerChecks();
    const tried = executionProviders.map((provider) => checks.get(`provider ${provider}`));
    expect(tried.every((check) => check?.status === 'ok')).toBe(true);
    expect(checks.get('provider cpu')?.detail).toBe('works; comes with onnxruntime');
    expect(checks.get(`provider ${impossible}`)?.detail).toBe(`not for ${process.platform} ${process.arch}`);
    expect(checks.get('graphics')?.detail).toMatch(/\S/);
  });

  it("names the kernel's cards by their makers, and not their outputs", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'askreel-cards-'));
    for (const [card, vendor] of Object.entries({
      card0: '0x1002\n',
      card1: '0x1af4\n',
      'card0-HDMI-A-1': '0x8086\n',
    })) {
      mkdirSync(join(folder, card, 'device'), { recursive: true });
      writeFileSync(join(folder, card, 'device', 'vendor'), vendor);
    }
    expect((await checkGraphics(folder)).detail).toMatch(/AMD \(card0\); maker 0x1af4 \(card1\)$/);
    rmSync(folder, { recursive: true });
  });
});

describe('askreel doctor --fetch-cuda', () => {
  const binaries = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')), 'bin');
  /** A port that nothing listens on, in the place of the world. */
  const environment = {
    GLOBAL_AGENT_HTTPS_PROXY: 'http://127.0.0.1:9',
    npm_config_local_prefix: '/project',
    npm_package_json: '/project/package.json',
  };

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'says in one line why the libraries cannot be fetched, and leaves the processor working',
    async () => {
      const before = readdirSync(binaries, { recursive: true });
      const notes: string[] = [];
      const fetching = fetchCudaLibraries({ environment, onNote: (line) => notes.push(line) });
      await expect(fetching).rejects.toMatchObject({
        code: 'DOWNLOAD_FAILED',
        message: 'The CUDA libraries could not be fetched: connect ECONNREFUSED 127.0.0.1:9.',
      });
      expect(notes).toEqual([expect.stringMatching(/^Fetching .* from api\.nuget\.org into .*linux/)]);
      expect(readdirSync(binaries, { recursive: true })).toEqual(before);
      expect((await providerChecks()).get('provider cpu')?.detail).toMatch(/^works/);
    },
  );

  it('refuses where onnxruntime has no such libraries', async () => {
    const fetching = fetchCudaLibraries({ platform: 'darwin-arm64', environment });
    await expect(fetching).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });

  it('asks for what the install script knows', () => {
    const script = join(binaries, '..', 'script', 'install-metadata.js');
    expect(readFileSync(script, 'utf8')).toContain(`'linux/x64': ['cuda12']`);
  });
});
