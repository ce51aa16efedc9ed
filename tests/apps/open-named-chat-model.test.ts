import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/apps/api/create-video-agent.js';
import { ollamaUrl } from '../../src/apps/chat-model-settings.js';
import { checkChatModel } from '../../src/apps/doctor/check-chat-model.js';
import { openNamedChatModel } from '../../src/apps/open-named-chat-model.js';
import { readSettings } from '../../src/apps/settings.js';
import type { VideoLibrary } from '../../src/apps/video-library.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const settings = readSettings({});
const fixture = (name: string) => fileURLToPath(new URL(`../encoders/fixtures/${name}`, import.meta.url));

describe('a local chat model', () => {
  it('is opened from a pack, writes, and cannot be used once it is closed', async () => {
    const { model, close } = await openNamedChatModel(`local:${fixture('tiny-glm')}`, settings);
    expect(model._llmType()).toBe('askreel-tool-prompting');
    expect((await model.invoke('When does the red dog jump?')).text).not.toBe('');
    await close();
    await close();
    await expect(model.invoke('When?')).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });

  it('runs on the execution providers that the settings name', async () => {
    const impossible = process.platform === 'darwin' ? 'dml' : 'coreml';
    const name = `local:${fixture('tiny-glm')}`;
    const first = await openNamedChatModel(name, { ...settings, providers: [impossible, 'cpu'] });
    expect((await first.model.invoke('When?')).text).not.toBe('');
    await first.close();
    const only = await openNamedChatModel(name, { ...settings, providers: [impossible] });
    await expect(only.model.invoke('When?')).rejects.toMatchObject({
      code: 'MODEL_FAILED',
      message: expect.stringContaining(`no ${impossible} on this platform`) as string,
    });
    await only.close();
    await expect(openNamedChatModel(name, { ...settings, providers: ['abacus'] })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });
  });

  it('says when its window is too small for the tools', async () => {
    const library = createMemoryLibrary() as unknown as VideoLibrary;
    await using agent = await createVideoAgent(library, { model: `local:${fixture('tiny-glm')}` });
    await expect(agent.ask('When does the red dog jump?')).rejects.toMatchObject({
      code: 'CHAT_MODEL_FAILED',
      message: expect.stringContaining('at most 512') as string,
    });
  });

  it('needs a pack, and one that has a language model', async () => {
    await expect(openNamedChatModel('local:nowhere', settings)).rejects.toMatchObject({ code: 'PACK_NOT_FOUND' });
    await expect(openNamedChatModel(`local:${fixture('tiny-clip')}`, settings)).rejects.toMatchObject({
      code: 'PACK_INVALID',
      hint: expect.stringContaining('chat') as string,
    });
  });

  it('is looked at by the doctor', async () => {
    expect(await checkChatModel(`local:${fixture('tiny-glm')}`, settings)).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('nothing leaves') as string,
    });
    expect(await checkChatModel(`local:${fixture('tiny-clip')}`, settings)).toMatchObject({ status: 'problem' });
  });
});

describe('OLLAMA_HOST', () => {
  it.each([
    ['127.0.0.1:11500', 'http://127.0.0.1:11500'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    [':8080', 'http://127.0.0.1:8080'],
    ['http://box.local:1234/', 'http://box.local:1234'],
    ['https://box.local', 'https://box.local:443'],
    ['[::1]:11434', 'http://[::1]:11434'],
  ])('%s means %s', (host, url) => {
    expect(ollamaUrl(host)).toBe(url);
  });
});
