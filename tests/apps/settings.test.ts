import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chatModelSpecification } from '../../src/apps/chat-model-settings.js';
import { libraryFolder, packagedPacksFolder, packFolder, packsFolder } from '../../src/apps/locations.js';
import { readSettings } from '../../src/apps/settings.js';

describe('settings', () => {
  it('takes an empty variable for none', () => {
    expect(readSettings({ ASKREEL_LIBRARY: ' ', OPENAI_API_KEY: '', ASKREEL_MODEL: 'offline' }, 'linux')).toEqual({
      model: 'offline',
      hyperlinks: false,
      userDataFolder: join(homedir(), '.local', 'share'),
    });
  });

  it('lets NO_COLOR win over FORCE_COLOR, and an empty NO_COLOR say nothing', () => {
    expect(readSettings({ NO_COLOR: '1', FORCE_COLOR: '1' }).colour).toBe(false);
    expect(readSettings({ NO_COLOR: '', FORCE_COLOR: '1' }).colour).toBe(true);
    expect(readSettings({ NO_COLOR: '' }).colour).toBeUndefined();
  });

  it('knows terminals that open links, and lets FORCE_HYPERLINK win', () => {
    expect(readSettings({ TERM_PROGRAM: 'WezTerm' }).hyperlinks).toBe(true);
    expect(readSettings({ TERM_PROGRAM: 'WezTerm', FORCE_HYPERLINK: '0' }).hyperlinks).toBe(false);
    expect(readSettings({ VTE_VERSION: '4900' }).hyperlinks).toBe(false);
    expect(readSettings({ CI: 'true', FORCE_HYPERLINK: '1' }).hyperlinks).toBe(true);
  });

  it('keeps the library among the data of the user unless it is told where', () => {
    const settings = readSettings({ XDG_DATA_HOME: '/data' }, 'linux');
    expect(libraryFolder(undefined, settings)).toBe(resolve('/data/askreel/library'));
    expect(libraryFolder(undefined, { ...settings, library: 'films' })).toBe(resolve('films'));
    expect(libraryFolder('given', { ...settings, library: 'films' })).toBe(resolve('given'));
    expect(readSettings({ LOCALAPPDATA: 'C:\\Data' }, 'win32').userDataFolder).toBe('C:\\Data');
  });

  it('refuses a pack that is not there with the next step', () => {
    expect(() => packFolder('no-such-pack', readSettings({}))).toThrowError(
      expect.objectContaining({ code: 'PACK_NOT_FOUND', hint: expect.stringContaining('starter') as string }) as Error,
    );
  });

  it('finds packaged packs, then those of the user, then folders, and says how to fetch a known one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'askreel-packs-'));
    const settings = readSettings({ ASKREEL_PACKS: folder });
    expect(packsFolder(readSettings({ XDG_DATA_HOME: '/data' }, 'linux'))).toBe(resolve('/data/askreel/packs'));
    for (const name of ['starter', 'mine']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'askreel-pack.json'), '{}');
    }
    expect(packFolder('starter', settings)).toBe(join(packagedPacksFolder, 'starter'));
    expect(packFolder('mine', settings)).toBe(join(folder, 'mine'));
    expect(packFolder(undefined, { ...settings, pack: join(folder, 'mine') })).toBe(join(folder, 'mine'));
    rmSync(folder, { recursive: true });
    expect(() => packFolder('standard', settings)).toThrowError(
      expect.objectContaining({ code: 'PACK_NOT_FOUND', hint: 'Fetch it with: askreel models pull standard' }) as Error,
    );
  });

  it("reads the hub's own variables", () => {
    expect(readSettings({ HF_ENDPOINT: 'https://mirror.test', HF_TOKEN: 'hf_a', HF_HUB_OFFLINE: 'ON' })).toMatchObject({
      hubEndpoint: 'https://mirror.test',
      hubToken: 'hf_a',
      offline: true,
    });
    expect(readSettings({ HF_HUB_OFFLINE: '0', ASKREEL_OFFLINE: 'false' }).offline).toBeUndefined();
  });

  it('never chooses a remote model by itself, and takes OPENAI_BASE_URL for OpenAI', () => {
    expect(chatModelSpecification(undefined, readSettings({ OPENAI_API_KEY: 'key' }))).toBe('offline');
    const server = readSettings({ OPENAI_BASE_URL: 'http://localhost:8000/v1/', ASKREEL_MODEL: 'openai:glm4' });
    expect(chatModelSpecification(undefined, server)).toBe('http://localhost:8000/v1#glm4');
    expect(chatModelSpecification('offline', server)).toBe('offline');
  });
});
