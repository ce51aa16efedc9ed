import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VideoAgent, VideoAgentEvent } from '../../../src/chains/contracts.js';
import { createAskreelClient, readServerEvents, type ServerEvent } from '../../../src/apps/server/client.js';
import { createServerApp } from '../../../src/apps/server/create-server-app.js';
import type { AnswerDetail } from '../../../src/apps/server/schemas/answers.js';
import { serveLibrary, type LibraryServer } from '../../../src/apps/server/serve-library.js';
import { openApp, openSample, settingsFor, type OpenSample } from './served-library.js';

const token = 'correct-horse-battery-staple';
let sample: OpenSample;
let server: LibraryServer;
let openai: OpenAI;
beforeAll(async () => {
  sample = await openSample();
  server = await serveLibrary(sample.library, {
    ...settingsFor(sample.folder),
    ...{ host: '127.0.0.1', port: 0, token, log: () => undefined },
  });
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: token });
});
afterAll(async () => {
  await server.close();
  await sample[Symbol.asyncDispose]();
});

const question = 'What happens in the video?';

describe('the typed client', () => {
  it('asks, follows the conversation, and forgets it', async () => {
    const client = createAskreelClient(server.url, { token });
    const answer = await (await client.api.ask.$post({ json: { question, thread: 'one' } })).json();
    expect(answer.found).toBe(true);
    expect(answer.citations[0]).toMatchObject({ number: 1, videoId: sample.videoId });
    expect(answer.citations[0]).not.toHaveProperty('videoPath');
    const { threads } = await (await client.api.threads.$get()).json();
    expect(threads).toMatchObject([{ id: 'one', turns: 1 }]);
    const { turns } = await (await client.api.threads[':id'].$get({ param: { id: 'one' } })).json();
    expect(turns).toEqual([{ question, text: answer.text, found: true, citations: answer.citations }]);
    await client.api.threads[':id'].$delete({ param: { id: 'one' } });
    await expect(client.api.threads[':id'].$get({ param: { id: 'one' } })).rejects.toMatchObject({
      status: 404,
      code: 'THREAD_UNKNOWN',
    });
  });

  it('is told what is wrong', async () => {
    const stranger = createAskreelClient(server.url, { token: 'somebody-else-entirely' });
    await expect(stranger.api.health.$get()).rejects.toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    const client = createAskreelClient(server.url, { token });
    await expect(client.api.search.$get({ query: { q: 'dog', video: 'nobody' } })).rejects.toMatchObject({
      code: 'VIDEO_UNKNOWN',
      hint: expect.any(String) as string,
    });
  });

  it('exports what was found as an edit list and chapters', async () => {
    const client = createAskreelClient(server.url, { token });
    const { shots } = await (await client.api.videos[':id'].$get({ param: { id: sample.videoId } })).json();
    const moments = shots.slice(0, 2).map(({ span, caption }) => ({
      ...{ videoId: sample.videoId, span },
      ...(caption !== undefined && { label: caption }),
    }));
    const edl = await client.api.export.$post({ json: { format: 'edl', title: 'My cuts', moments } });
    expect(edl.headers.get('content-disposition')).toContain('My-cuts.edl');
    expect(await edl.text()).toMatch(/^TITLE: My cuts/);
    const vtt = await client.api.export.$post({ json: { format: 'vtt', moments } });
    expect(await vtt.text()).toMatch(/^WEBVTT/);
    const outside = [{ videoId: sample.videoId, span: { startSeconds: 9000, endSeconds: 9001 } }];
    await expect(client.api.export.$post({ json: { format: 'csv', moments: outside } })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT',
    });
  });
});

/** The events of a question. */
async function eventsOf(body: object): Promise<ServerEvent[]> {
  const response = await fetch(`${server.url}/api/ask`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(body),
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events = [];
  for await (const event of readServerEvents(response)) events.push(event);
  return events;
}

describe('a streamed answer', () => {
  it('tells of looks, says its words piece by piece, and ends with the whole answer', async () => {
    const events = await eventsOf({ question });
    const names = events.map(({ event }) => event);
    expect(names.indexOf('look-started')).toBeLessThan(names.indexOf('look-finished'));
    expect(names.at(-1)).toBe('answer');
    const answer = events.at(-1)?.data as AnswerDetail;
    const said = events.filter(({ event }) => event === 'text').map(({ data }) => (data as { text: string }).text);
    expect(said.length).toBeGreaterThan(1);
    expect(said.join('')).toBe(answer.text);
  });

  it('is given up when the client goes away', async () => {
    const waiting = new AbortController();
    let aborted: (() => void) | undefined;
    const seen = new Promise<void>((resolve) => (aborted = resolve));
    const agent: Pick<VideoAgent, 'ask' | 'stream' | 'forget'> = {
      ask: () => Promise.reject(new Error('not asked')),
      forget: () => Promise.resolve(),
      stream: async function* (_question, options): AsyncGenerator<VideoAgentEvent> {
        yield { type: 'text-delta', step: 0, text: 'Well' };
        await new Promise<void>((resolve) => options?.signal?.addEventListener('abort', () => resolve()));
        aborted?.();
      },
    };
    await using base = await openApp(sample.library, settingsFor(sample.folder));
    const app = createServerApp({ ...base.parts, agent });
    const response = await app.request('http://127.0.0.1/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ question }),
      signal: waiting.signal,
    });
    const events = readServerEvents(response);
    expect((await events.next()).value).toMatchObject({ event: 'text', data: { step: 0, text: 'Well' } });
    await events.return(undefined);
    await seen;
  });
});

describe("OpenAI's own client", () => {
  const ask = { model: 'askreel', messages: [{ role: 'user' as const, content: question }] };

  it('lists the model and gets an answer with numbered citations', async () => {
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual(['askreel']);
    const system = { role: 'system' as const, content: 'Speak like a pirate.' };
    const reply = await openai.chat.completions.create({
      ...ask,
      messages: [system, ...ask.messages],
      ...{ temperature: 0.2, max_completion_tokens: 5, seed: 7 },
    });
    const message = reply.choices[0]?.message as { content: string; askreel: AnswerDetail } | undefined;
    expect(message?.content).toMatch(/\n\n\[1\] paper-parade-1000009 \d+:\d\d\.\d–\d+:\d\d\.\d/);
    expect(message?.askreel.citations[0]).toMatchObject({ number: 1, videoId: sample.videoId });
    expect(reply.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('streams the same words, with usage when it is asked for', async () => {
    const whole = await openai.chat.completions.create(ask);
    const stream = await openai.chat.completions.create({
      ...ask,
      ...{ stream: true, stream_options: { include_usage: true } },
    });
    const pieces: string[] = [];
    let last: AnswerDetail | undefined;
    let usage: number | undefined;
    for await (const chunk of stream) {
      pieces.push(chunk.choices[0]?.delta.content ?? '');
      last = (chunk as { askreel?: AnswerDetail }).askreel ?? last;
      usage = chunk.usage?.total_tokens ?? usage;
    }
    expect(pieces.join('')).toBe(whole.choices[0]?.message.content);
    expect(last?.citations.length).toBeGreaterThan(0);
    expect(usage).toBeGreaterThan(0);
  });

  it('carries the conversation in its messages', async () => {
    const first = await openai.chat.completions.create(ask);
    const said = first.choices[0]?.message.content ?? '';
    const reply = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        ...ask.messages,
        { role: 'assistant', content: said },
        { role: 'user', content: [{ type: 'text', text: 'And what happens after that?' }] },
      ],
    });
    expect(reply.choices[0]?.message.content).not.toBe('');
  });

  it('is told errors in its own form', async () => {
    const nothing = openai.chat.completions.create({ model: 'askreel', messages: [{ role: 'system', content: 'x' }] });
    await expect(nothing).rejects.toMatchObject({ status: 400, code: 'BAD_ARGUMENT', type: 'invalid_request_error' });
    const stranger = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'wrong' });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });
});
