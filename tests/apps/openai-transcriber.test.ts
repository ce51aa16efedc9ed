import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/apps/encode-wav.js';
import { OpenAiTranscriber } from '../../src/apps/openai-transcriber.js';
import { readTranscriptionReply } from '../../src/apps/transcription-reply.js';

type Reply = { readonly status?: number; readonly body: unknown } | 'hang' | 'hang up';
interface Request {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly form: FormData;
}

const reply = {
  task: 'transcribe',
  language: 'german',
  duration: 2,
  text: ' Guten Tag, Welt. Ja!',
  words: [
    { word: 'Guten', start: 0.1, end: 0.4 },
    { word: 'Tag', start: 0.4, end: 0.8 },
    { word: 'Welt', start: 0.9, end: 1.2 },
    { word: 'Ja', start: 1.5, end: 1.8 },
  ],
  segments: [
    { id: 0, start: 0, end: 1.3, text: ' Guten Tag, Welt.', no_speech_prob: 0.01, avg_logprob: -0.2 },
    { id: 1, start: 1.4, end: 2, text: ' Ja!', no_speech_prob: 0.01, avg_logprob: -0.2 },
  ],
};

let close = (): void => undefined;
afterEach(() => close());

/** A server on 127.0.0.1 that takes transcriptions as OpenAI does, and answers as its script says. */
async function startServer(script: readonly Reply[]): Promise<{ baseUrl: string; requests: Request[] }> {
  const requests: Request[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(parts), { headers }).formData();
    const next = script[requests.length] ?? { status: 500, body: {} };
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization, form });
    if (next === 'hang') return;
    if (next === 'hang up') {
      request.socket.destroy();
      return;
    }
    response.writeHead(next.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof next.body === 'string' ? next.body : JSON.stringify(next.body));
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`, requests };
}

const samples = Float32Array.from({ length: 32_000 }, (_, index) => Math.sin(index / 10) / 2);

describe('OpenAiTranscriber', () => {
  it('sends the sound, the model and the language, and nothing else', async () => {
    const { baseUrl, requests } = await startServer([{ body: reply }]);
    const transcriber = new OpenAiTranscriber({ baseUrl, apiKey: 'secret', language: 'de' });
    const heard = await transcriber.transcribe(samples);
    expect(transcriber.name).toBe('openai:whisper-1');
    expect(heard).toEqual({
      language: 'de',
      pieces: [
        { text: ' Guten', startSeconds: 0.1, endSeconds: 0.4 },
        { text: ' Tag,', startSeconds: 0.4, endSeconds: 0.8 },
        { text: ' Welt.', startSeconds: 0.9, endSeconds: 1.2 },
        { text: ' Ja!', startSeconds: 1.5, endSeconds: 1.8 },
      ],
    });
    const [request] = requests;
    expect(request).toMatchObject({ path: '/v1/audio/transcriptions', authorization: 'Bearer secret' });
    const { file, ...fields } = Object.fromEntries(request!.form.entries());
    expect(fields).toEqual({
      model: 'whisper-1',
      response_format: 'verbose_json',
      'timestamp_granularities[]': 'segment',
      temperature: '0',
      language: 'de',
    });
    expect(request?.form.getAll('timestamp_granularities[]')).toEqual(['word', 'segment']);
    expect((file as File).name).toBe('speech.wav');
    expect(new Uint8Array(await (file as File).arrayBuffer())).toEqual(encodeWav(samples, 16_000));
  });

  it('tries again what may pass, and gives up on what will not', async () => {
    const passing = await startServer([
      { status: 429, body: { error: { message: 'slow down' } } },
      'hang up',
      { body: reply },
    ]);
    const patient = new OpenAiTranscriber({ baseUrl: passing.baseUrl, pausesMs: [1, 1] });
    expect((await patient.transcribe(samples)).pieces).toHaveLength(4);
    expect(passing.requests.map(({ authorization }) => authorization)).toEqual([undefined, undefined, undefined]);
    close();

    const closed = await startServer([{ status: 401, body: { error: { message: 'wrong key\nsecond line' } } }]);
    await expect(
      new OpenAiTranscriber({ baseUrl: closed.baseUrl, pausesMs: [1] }).transcribe(samples),
    ).rejects.toMatchObject({
      code: 'TRANSCRIPTION_FAILED',
      message: expect.stringMatching(/refused \(401\): wrong key$/) as string,
      hint: 'Check OPENAI_API_KEY.',
    });
    expect(closed.requests).toHaveLength(1);
    close();

    const broken = await startServer([
      { status: 503, body: '' },
      { status: 503, body: '' },
    ]);
    await expect(
      new OpenAiTranscriber({ baseUrl: broken.baseUrl, pausesMs: [1] }).transcribe(samples),
    ).rejects.toMatchObject({
      code: 'TRANSCRIPTION_FAILED',
    });
    expect(broken.requests).toHaveLength(2);
  });

  it('says so when the answer is no transcription, or comes too late, or from nowhere', async () => {
    const { baseUrl } = await startServer([{ body: 'hello' }, { body: { words: 3 } }, 'hang']);
    const transcriber = new OpenAiTranscriber({ baseUrl, pausesMs: [], timeoutMs: 2000 });
    const noTranscription = {
      code: 'TRANSCRIPTION_FAILED',
      message: expect.stringContaining('does not answer with') as string,
    };
    await expect(transcriber.transcribe(samples)).rejects.toMatchObject(noTranscription);
    await expect(transcriber.transcribe(samples)).rejects.toMatchObject(noTranscription);
    const late = new OpenAiTranscriber({ baseUrl, pausesMs: [], timeoutMs: 50 });
    await expect(late.transcribe(samples)).rejects.toMatchObject({
      code: 'TRANSCRIPTION_FAILED',
      message: expect.stringContaining('no answer in time') as string,
    });
    close();
    await expect(transcriber.transcribe(samples)).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be reached \((ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_SOCKET)\)/) as string,
    });
  });

  it('stops waiting when it is cancelled', async () => {
    const { baseUrl, requests } = await startServer(['hang']);
    const controller = new AbortController();
    const listening = new OpenAiTranscriber({ baseUrl }).transcribe(samples, { signal: controller.signal });
    const check = setInterval(() => {
      if (requests.length > 0) controller.abort();
    }, 5);
    await expect(listening).rejects.toMatchObject({ code: 'ABORTED' });
    clearInterval(check);
  });

  it('needs a key for OpenAI itself', () => {
    expect(() => new OpenAiTranscriber({})).toThrow(
      expect.objectContaining({ code: 'CHAT_MODEL_MISSING_KEY' }) as Error,
    );
  });
});

describe('readTranscriptionReply', () => {
  it('falls back to segments where words are missing or written otherwise, and to the text alone', () => {
    const segments = reply.segments.map(({ text, start, end }) => ({ text, startSeconds: start, endSeconds: end }));
    expect(readTranscriptionReply({ ...reply, words: undefined }, 2).pieces).toEqual(segments);
    const otherwise = [{ word: 'twenty', start: 0, end: 1 }];
    expect(readTranscriptionReply({ ...reply, words: otherwise }, 2).pieces).toEqual(segments);
    expect(readTranscriptionReply({ text: 'Ja.' }, 2)).toEqual({
      language: undefined,
      pieces: [{ text: 'Ja.', startSeconds: 0, endSeconds: 2 }],
    });
    expect(readTranscriptionReply({ text: '', segments: [], words: [] }, 2).pieces).toEqual([]);
  });

  it('drops what was made up in silence', () => {
    const madeUp = reply.segments.map((segment) => ({ ...segment, no_speech_prob: 0.9, avg_logprob: -1.5 }));
    expect(readTranscriptionReply({ ...reply, segments: madeUp }, 2).pieces).toEqual([]);
  });
});

describe('encodeWav', () => {
  it('writes 16-bit PCM with its header, and clips what is too loud', () => {
    const bytes = encodeWav(Float32Array.of(0, 0.5, -1, 2), 16_000);
    const view = new DataView(bytes.buffer);
    expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe('RIFF');
    expect(Buffer.from(bytes.subarray(8, 16)).toString()).toBe('WAVEfmt ');
    expect([view.getUint32(4, true), view.getUint32(24, true), view.getUint32(40, true)]).toEqual([44, 16_000, 8]);
    expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, 16_384, -32_767, 32_767]);
  });
});
