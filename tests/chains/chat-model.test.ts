import { afterEach, describe, expect, it } from 'vitest';
import { resolveChatModel, type ChatModelOptions } from '../../src/chains/chat-model.js';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import type { VideoAgentOptions } from '../../src/chains/video-agent-options.js';
import { createMemoryLibrary } from '../tools/memory-library.js';
import { collectEvents } from './collect-events.js';
import { startFakeOpenAi, type ScriptedReply } from './fake-openai-server.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function agentOn(
  script: readonly ScriptedReply[],
  options: Partial<VideoAgentOptions> = {},
  model: ChatModelOptions = {},
  oneId = false,
) {
  const server = await startFakeOpenAi(script, oneId);
  closers.push(server.close);
  const agent = createVideoAgent({
    context: createMemoryLibrary(),
    model: resolveChatModel(server.specification, model),
    retryDelaysMs: [1, 1],
    ...options,
  });
  return { agent, server };
}

const look: ScriptedReply = { tool: 'search_moments', args: '{"description":"a red dog jumps in the snow"}' };
const say: ScriptedReply = { text: 'The red dog jumps at 0:09 [1].' };

describe('an OpenAI-compatible server', () => {
  it('gets the tools, the question and no key of ours, and its words are cited', async () => {
    const { agent, server } = await agentOn([look, say]);
    const answer = await agent.ask('When does the red dog jump?');
    expect(answer).toMatchObject({ text: 'The red dog jumps at 0:09 [1].', found: true });
    expect(answer.citations).toMatchObject([
      { number: 1, videoTitle: 'park-day', span: { startSeconds: 9, endSeconds: 13.5 }, tool: 'search_moments' },
    ]);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      stream: false,
      authorization: 'Bearer not-needed',
    });
    expect(server.requests[0]?.tools).toContain('caption_moment');
    expect(server.requests[1]?.messages.map((message) => message.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
    expect(server.requests[1]?.messages[3]?.content).toMatch(/^Verdict: found/);
  });

  it('streams, with markers whole although they come in pieces', async () => {
    const { agent, server } = await agentOn([look, say]);
    const events = await collectEvents(agent.stream('When does the red dog jump?'));
    expect(events.map((event) => event.type).filter((type, index, all) => type !== all[index - 1])).toEqual([
      'tool-started',
      'tool-finished',
      'text-delta',
      'answer',
    ]);
    const pieces = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []));
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe('The red dog jumps at 0:09 [1].');
    expect(pieces.some((piece) => /\[\d*$/.test(piece))).toBe(false);
    expect(server.requests.every((request) => request.stream)).toBe(true);
  });

  it('may be one that cannot stream', async () => {
    const { agent, server } = await agentOn([look, say], {}, { streaming: false });
    const events = await collectEvents(agent.stream('When does the red dog jump?'));
    expect(events.at(-1)).toMatchObject({ type: 'answer', answer: { text: 'The red dog jumps at 0:09 [1].' } });
    expect(server.requests.every((request) => !request.stream)).toBe(true);
  });

  it('may give all its answers one id', async () => {
    const { agent } = await agentOn([look, say], {}, {}, true);
    expect((await agent.ask('When does the red dog jump?')).text).toBe('The red dog jumps at 0:09 [1].');
  });

  it('is asked again after a failure that may pass', async () => {
    const { agent, server } = await agentOn([{ status: 429 }, { status: 503 }, look, say]);
    expect((await agent.ask('When?')).found).toBe(true);
    expect(server.requests).toHaveLength(4);
  });

  const failing: readonly (readonly [
    name: string,
    script: readonly ScriptedReply[],
    message: RegExp,
    requests: number,
  ])[] = [
    ['limits', [{ status: 429, body: 'slow down' }, { status: 429 }, { status: 429 }], /429/, 3],
    ['is broken', [{ status: 500 }, { status: 500 }, { status: 500 }], /server failed \(500\)/, 3],
    ['refuses the key', [{ status: 401, body: 'bad key' }], /refused the API key \(401\): .*bad key/, 1],
    ['does not know the model', [{ status: 404, body: 'no such model' }], /does not know this chat model/, 1],
    ['answers without choices', [{ raw: '{}' }, { raw: '{}' }, { raw: '{}' }], /cannot be read/, 3],
    [
      'answers with a web page',
      [{ raw: '<html>hi</html>' }, { raw: '<html>hi</html>' }, { raw: '<html>hi</html>' }],
      /cannot be read/,
      3,
    ],
    ['says nothing', [{ text: '' }, { text: ' ' }, { text: '' }], /it is empty/, 3],
    [
      'breaks off its tool call',
      Array<ScriptedReply>(3).fill({ tool: 'search_moments', args: '{"description": "a r' }),
      /not JSON/,
      3,
    ],
  ];
  it.each(failing)(
    'that %s ends in CHAT_MODEL_FAILED with one line and a next step',
    async (_name, script, message, requests) => {
      const { agent, server } = await agentOn(script);
      const failure = await agent.ask('When?').catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'CHAT_MODEL_FAILED',
        message: expect.stringMatching(message) as string,
        hint: expect.stringMatching(/\.$/) as string,
      });
      expect((failure as Error).message).not.toContain('\n');
      expect(server.requests).toHaveLength(requests);
    },
  );

  it.each(failing)('that %s fails alike when streamed', async (_name, script) => {
    const { agent } = await agentOn(script);
    await expect(collectEvents(agent.stream('When?'))).rejects.toMatchObject({ code: 'CHAT_MODEL_FAILED' });
  });

  it('that breaks off in the middle of a word is asked again, and given up in the end', async () => {
    const { agent } = await agentOn([{ brokenOff: 'The red' }, look, say]);
    await expect(collectEvents(agent.stream('When?'))).resolves.toMatchObject({ length: expect.any(Number) as number });
    const { agent: other, server } = await agentOn(Array<ScriptedReply>(3).fill({ brokenOff: 'The red' }));
    await expect(collectEvents(other.stream('When?'))).rejects.toMatchObject({ code: 'CHAT_MODEL_FAILED' });
    expect(server.requests).toHaveLength(3);
  });

  it('that limits and says how long to wait is asked again', async () => {
    const { agent, server } = await agentOn([{ status: 429, headers: { 'retry-after': '1' } }, look, say]);
    expect((await agent.ask('When?')).found).toBe(true);
    expect(server.requests).toHaveLength(3);
  });

  it('that is slow may be left in the middle of a word', async () => {
    const controller = new AbortController();
    const { agent } = await agentOn([look, { text: 'It jumps. '.repeat(200), pauseMs: 5 }]);
    const reading = (async () => {
      for await (const event of agent.stream('When?', { signal: controller.signal }))
        if (event.type === 'text-delta') controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it.each([
    [400, 'registry.ollama.ai/library/glm4:latest does not support tools'],
    [400, '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'],
    [422, 'tools: Extra inputs are not permitted'],
    [500, 'tools param requires --jinja flag'],
  ])(
    'that refuses tools (%i %s) gets them in words, and is not asked again whether it takes them',
    async (status, body) => {
      const call = {
        text: '<tool_call>{"name": "search_moments", "arguments": {"description": "a red dog jumps in the snow"}}</tool_call>',
      };
      for (const streamed of [false, true]) {
        const { agent, server } = await agentOn([{ status, body }, call, say, say]);
        if (streamed) await collectEvents(agent.stream('When?'));
        else expect((await agent.ask('When?')).citations).toHaveLength(1);
        expect(server.requests.map((request) => request.tools.length > 0)).toEqual([true, false, false]);
        expect(server.requests[1]?.messages[0]?.content).toContain('"search_moments"');
        expect(server.requests[2]?.messages.map((message) => message.role)).toEqual([
          'system',
          'user',
          'assistant',
          'user',
        ]);
      }
    },
  );

  it('that refuses for another reason is believed', async () => {
    const { agent, server } = await agentOn([{ status: 400, body: 'this model is too old' }]);
    await expect(agent.ask('When?')).rejects.toMatchObject({ code: 'CHAT_MODEL_FAILED' });
    expect(server.requests).toHaveLength(1);
  });

  it('that hangs is given up', async () => {
    const { agent } = await agentOn([{ hang: true }], { modelTimeoutMs: 1500 });
    await expect(agent.ask('When?')).rejects.toMatchObject({
      code: 'CHAT_MODEL_FAILED',
      message: expect.stringContaining('in time') as string,
    });
  });

  it('that is not there is said to be not there', async () => {
    const { agent, server } = await agentOn([]);
    await server.close();
    await expect(agent.ask('When?')).rejects.toMatchObject({
      code: 'CHAT_MODEL_FAILED',
      message: expect.stringContaining('cannot be reached') as string,
    });
  });

  it('that calls tools for ever is stopped', async () => {
    const { agent, server } = await agentOn(Array<ScriptedReply>(9).fill(look), { modelCallLimit: 4 });
    await expect(agent.ask('When?')).rejects.toMatchObject({
      code: 'CHAT_MODEL_FAILED',
      message: expect.stringContaining('kept calling tools') as string,
    });
    expect(server.requests).toHaveLength(4);
  });

  it('hears of its wrong arguments and unknown tools, and may mend them', async () => {
    const { agent, server } = await agentOn([
      { tool: 'search_moments', args: '{"limit":3}' },
      { tool: 'no_such_tool', args: '{}' },
      look,
      say,
    ]);
    expect((await agent.ask('When?')).found).toBe(true);
    expect(server.requests[1]?.messages.at(-1)?.content).toMatch(/schema/);
    expect(server.requests[2]?.messages.at(-1)?.content).toMatch(/not a valid tool/);
  });
});

describe('resolveChatModel', () => {
  it('wants a key for OpenAI and says what else there is', () => {
    for (const name of ['openai:gpt-4o-mini', 'gpt-4o-mini', 'o3-mini']) {
      expect(() => resolveChatModel(name)).toThrow(
        expect.objectContaining({ code: 'CHAT_MODEL_MISSING_KEY', hint: expect.stringContaining('offline') as string }),
      );
      expect(resolveChatModel(name, { apiKey: 'k' })._llmType()).toBe('openai');
    }
  });

  it('asks Ollama at its own address', async () => {
    const server = await startFakeOpenAi([look, say]);
    closers.push(server.close);
    const ollamaUrl = server.specification.replace('/v1#fake', '');
    const model = resolveChatModel('ollama:glm4', { ollamaUrl, apiKey: 'secret' });
    const agent = createVideoAgent({ context: createMemoryLibrary(), model });
    expect((await agent.ask('When?')).found).toBe(true);
    expect(server.requests[0]).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer not-needed' });
  });

  it('knows offline and refuses what it does not know', () => {
    expect(resolveChatModel('offline')._llmType()).toBe('askreel-offline');
    for (const name of ['', 'http://localhost:8000/v1', 'llama', 'ollama:', 'local:', 'local:starter'])
      expect(() => resolveChatModel(name)).toThrow(
        expect.objectContaining({ code: 'BAD_ARGUMENT', hint: expect.stringContaining('#<model>') as string }),
      );
  });
});
