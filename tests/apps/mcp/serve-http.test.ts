import { request as httpRequest } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { McpParts } from '../../../src/apps/mcp/contracts.js';
import { createMcpServer } from '../../../src/apps/mcp/create-mcp-server.js';
import { serveHttp, type HttpMcpServer, type ServeHttpOptions } from '../../../src/apps/mcp/serve-http.js';
import { createMemoryLibrary } from '../../tools/memory-library.js';

const token = 'correct-horse-battery-staple';
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item[Symbol.asyncDispose]();
});

/** Work that only an abort ends, and what is seen of it. */
class Patience {
  #start: () => void = () => undefined;
  #abort: () => void = () => undefined;
  readonly started = new Promise<void>((resolve) => (this.#start = resolve));
  readonly aborted = new Promise<void>((resolve) => (this.#abort = resolve));

  wait(signal: AbortSignal | undefined): Promise<never> {
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        this.#abort();
        reject(new Error('aborted'));
      });
      this.#start();
    });
  }
}

function patientParts(patience: Patience): McpParts {
  return {
    context: { ...createMemoryLibrary(), actionLocator: { locate: ({ signal }) => patience.wait(signal) } },
    media: () => Promise.reject(new Error('no ffmpeg here')),
    agent: {
      // eslint-disable-next-line require-yield
      stream: async function* (_question, options) {
        await patience.wait(options?.signal);
      },
    },
    version: '1.0.0',
    log: () => undefined,
  };
}

async function serve(options: Partial<ServeHttpOptions> = {}, patience = new Patience()): Promise<HttpMcpServer> {
  const createServer = () => createMcpServer(patientParts(patience));
  const server = await serveHttp({ createServer, host: '127.0.0.1', port: 0, log: () => undefined, ...options });
  open.push({ [Symbol.asyncDispose]: () => server.close() });
  return server;
}

async function connect(url: string, bearer?: string) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const requestInit = bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit });
  await client.connect(transport);
  open.push({ [Symbol.asyncDispose]: () => client.close() });
  return { client, transport };
}

/** The status of a request with any headers at all; `fetch` would not send a wrong `Host`. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const accept = 'application/json, text/event-stream';
    const given = { 'content-type': 'application/json', accept, ...headers };
    const request = httpRequest(url, { method: 'POST', headers: given }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('error', reject);
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    request.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
  });
}

describe('cancelling', () => {
  for (const [name, args] of [
    ['locate_actions', {}],
    ['ask_videos', { question: 'who jumps?' }],
  ] as const) {
    it(`a call of ${name} reaches the work, and the session goes on`, async () => {
      const patience = new Patience();
      const { client } = await connect((await serve({}, patience)).url);
      const cancel = new AbortController();
      const call = client.callTool({ name, arguments: args }, undefined, { signal: cancel.signal });
      const failed = expect(call).rejects.toThrow();
      await patience.started;
      cancel.abort('enough');
      await patience.aborted;
      await failed;
      expect(await client.callTool({ name: 'list_videos', arguments: {} })).not.toHaveProperty('isError');
    });
  }

  it('also happens when the client ends its session, and when the server closes', async () => {
    for (const end of ['client', 'server'] as const) {
      const patience = new Patience();
      const server = await serve({}, patience);
      const { client, transport } = await connect(server.url);
      client.callTool({ name: 'locate_actions', arguments: {} }).catch(() => undefined);
      await patience.started;
      expect(server.sessionCount()).toBe(1);
      if (end === 'client') await transport.terminateSession();
      else await server.close();
      await patience.aborted;
      expect(server.sessionCount()).toBe(0);
    }
  });
});

describe('who is let in', () => {
  it('is this machine alone, by its own names', async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    expect(await statusOf(url, {})).toBe(200);
    expect(await statusOf(url, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', `127.0.0.1@evil.example`]) {
      expect(await statusOf(url, { host }), host).toBe(403);
    }
    for (const origin of ['http://evil.example', 'null', 'file://', `http://127.0.0.1@evil.example`]) {
      expect(await statusOf(url, { origin }), origin).toBe(403);
    }
  });

  it('needs a token where other machines can reach it', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(serve({ host: '0.0.0.0', token: 'short' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    const { url } = await serve({ host: '0.0.0.0', token, allowedHosts: ['videos.example'] });
    const local = url.replace('0.0.0.0', '127.0.0.1');
    const authorization = `Bearer ${token}`;
    expect(await statusOf(local, {})).toBe(401);
    expect(await statusOf(local, { authorization: `${authorization}r` })).toBe(401);
    expect(await statusOf(local, { authorization, host: 'evil.example' })).toBe(403);
    expect(await statusOf(local, { authorization, host: 'videos.example' })).toBe(200);
    await expect(connect(local)).rejects.toThrow();
    const { client } = await connect(local, token);
    expect((await client.listPrompts()).prompts).toHaveLength(3);
  });

  it('says so when a port is taken, and forgets ended sessions', async () => {
    const { url } = await serve();
    const port = Number(new URL(url).port);
    await expect(serve({ port })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', hint: expect.any(String) as string });
    expect(await statusOf(url, { 'mcp-session-id': 'long-gone' })).toBe(404);
    expect(await statusOf(url.replace('/mcp', '/'), {})).toBe(404);
  });
});
