import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { limitBodies } from '../../../src/apps/server/guards/limit-bodies.js';
import { serveLibrary } from '../../../src/apps/server/serve-library.js';
import { ServerFailure } from '../../../src/apps/server/server-failure.js';
import { WorkGate } from '../../../src/apps/server/work-gate.js';
import { openLibrary, type VideoLibrary } from '../../../src/index.js';
import { openApp, settingsFor, type OpenApp } from './served-library.js';

const token = 'correct-horse-battery-staple';
let folder: string;
let library: VideoLibrary;
let open: OpenApp;
let guarded: OpenApp;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-guards-')));
  library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
  open = await openApp(library, settingsFor(folder));
  guarded = await openApp(library, settingsFor(folder, { allowedOrigins: ['https://videos.example'] }, token));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'page', 'assets', 'main-AbCd1234.js'), 'void 0');
  await writeFile(join(folder, 'page', '.secret'), 'hidden');
  await writeFile(join(folder, 'outside.txt'), 'outside');
  await symlink(join(folder, 'outside.txt'), join(folder, 'page', 'link.txt'));
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await guarded[Symbol.asyncDispose]();
  await library.close();
  await rm(folder, { recursive: true });
});

async function refused(response: Response, status: number, code: string): Promise<void> {
  const text = await response.text();
  expect(response.status, text).toBe(status);
  expect(JSON.parse(text)).toMatchObject({ error: { code, message: expect.any(String) as string } });
  expect(text).not.toMatch(/ at .*\.[jt]s:\d+/);
}

describe('who is let in', () => {
  it('is who calls the server by its own names, from its own pages', async () => {
    expect((await open.get('/api/health', { headers: { origin: 'http://localhost:5173' } })).status).toBe(200);
    for (const host of ['evil.example', '127.0.0.1.evil.example', '127.0.0.1@evil.example']) {
      await refused(await open.get('/api/health', { headers: { host } }), 403, 'FORBIDDEN');
    }
    for (const origin of ['https://evil.example', 'null', 'file://']) {
      await refused(await open.get('/api/ask', { method: 'POST', headers: { origin } }), 403, 'FORBIDDEN');
    }
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    await refused(await open.get('/api/videos', { headers: image }), 403, 'FORBIDDEN');
  });

  it('needs the token, or the cookie that was given for it', async () => {
    for (const path of ['/api/health', '/api/videos', '/v1/models', '/api/openapi.json', '/api/nothing']) {
      // OpenAI's clients read the code in the same place.
      await refused(await guarded.get(path), 401, 'UNAUTHORIZED');
    }
    const wrong = { authorization: `Bearer ${token}r` };
    expect((await guarded.get('/api/health', { headers: wrong })).status).toBe(401);
    expect((await guarded.get('/api/health', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(await (await guarded.get('/api/session')).json()).toEqual({ needed: true, open: false });

    const post = (body: object): Promise<Response> =>
      guarded.get('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await refused(await post({ token: 'guess' }), 401, 'UNAUTHORIZED');
    const given = (await post({ token })).headers.get('set-cookie') ?? '';
    expect(given).toMatch(/HttpOnly/);
    expect(given).toMatch(/SameSite=Strict/);
    expect(given).not.toContain(token);
    const cookie = given.split(';')[0] ?? '';
    expect((await guarded.get('/api/videos', { headers: { cookie } })).status).toBe(200);
    expect((await guarded.get('/api/videos', { headers: { cookie: `${cookie}x` } })).status).toBe(401);
    expect(await (await open.get('/api/session')).json()).toEqual({ needed: false, open: true });
  });

  it('is refused at once where other machines could come without a token', async () => {
    const options = { ...settingsFor(folder), host: '0.0.0.0', port: 0, log: () => undefined };
    await expect(serveLibrary(library, options)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(serveLibrary(library, { ...options, token: 'short' })).rejects.toMatchObject({
      message: expect.stringContaining('ASKREEL_SERVER_TOKEN') as string,
    });
  });

  it('answers other origins only when they are allowed', async () => {
    const headers = { origin: 'https://videos.example', authorization: `Bearer ${token}` };
    const reply = await guarded.get('/api/health', { headers });
    expect(reply.headers.get('access-control-allow-origin')).toBe('https://videos.example');
    const asked = { origin: 'https://videos.example', 'access-control-request-method': 'POST' };
    expect((await guarded.get('/api/ask', { method: 'OPTIONS', headers: asked })).status).toBe(204);
    expect((await open.get('/api/health')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what is taken', () => {
  const ask = (body: RequestInit['body'], headers: Record<string, string> = {}): Promise<Response> =>
    open.get('/api/ask', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it('are bodies of a bounded size that can be read', async () => {
    const large = JSON.stringify({ question: 'x'.repeat(2 ** 20) });
    await refused(await ask(large), 413, 'TOO_LARGE');
    await refused(await ask('{"question":'), 400, 'BAD_ARGUMENT');
    await refused(await ask('{}'), 400, 'BAD_ARGUMENT');
    await refused(await ask(JSON.stringify({ question: '   ' })), 400, 'BAD_ARGUMENT');
    await refused(await ask(JSON.stringify({ question: 'x'.repeat(5000) })), 400, 'BAD_ARGUMENT');
    await refused(await ask(JSON.stringify({ question: 'who?', videos: ['nobody'] })), 404, 'VIDEO_UNKNOWN');
  });

  it('are bodies that come in time', async () => {
    vi.useFakeTimers();
    try {
      const incoming = Object.assign(new EventEmitter(), { complete: false, destroy: vi.fn() });
      const app = new Hono().use(limitBodies).post('/', (context) => context.text('ok'));
      const post = (): Response | Promise<Response> => app.request('/', { method: 'POST', body: '{}' }, { incoming });
      expect((await post()).status).toBe(200);
      vi.advanceTimersByTime(29_000);
      expect(incoming.destroy).not.toHaveBeenCalled();
      vi.advanceTimersByTime(2000);
      expect(incoming.destroy).toHaveBeenCalledOnce();
      await post();
      incoming.emit('end');
      vi.advanceTimersByTime(60_000);
      expect(incoming.destroy).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it('are addresses of a bounded length without what no address holds', async () => {
    await refused(await open.get(`/api/search?q=${'x'.repeat(9000)}`), 413, 'TOO_LARGE');
    await refused(await open.get('/api/videos?text=a%00b'), 404, 'NOT_FOUND');
    await refused(await open.get('/api/search?q='), 400, 'BAD_ARGUMENT');
    await refused(await open.get('/api/search?q=dog&limit=1e9'), 400, 'BAD_ARGUMENT');
    await refused(await open.get('/api/videos/nothing'), 400, 'BAD_ARGUMENT');
    await refused(await open.get('/api/nothing'), 404, 'NOT_FOUND');
    await refused(await open.get('/api/videos', { method: 'PUT' }), 404, 'NOT_FOUND');
  });

  it('are paths only where folders were allowed, and inside those', async () => {
    const allowed = join(folder, 'allowed');
    await mkdir(allowed);
    await symlink(folder, join(allowed, 'way-out'));
    await using some = await openApp(library, settingsFor(folder, { allowedFolders: [allowed] }));
    const index = (app: OpenApp, path: string): Promise<Response> =>
      app.get('/api/index', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path }),
      });
    await refused(await index(open, allowed), 403, 'FORBIDDEN');
    for (const path of [
      folder,
      `${allowed}/../outside.txt`,
      `${allowed}/way-out`,
      'allowed',
      `${allowed}-not`,
      '/etc',
    ]) {
      await refused(await index(some, path), 403, 'FORBIDDEN');
    }
    await refused(await index(some, join(allowed, 'missing')), 400, 'BAD_ARGUMENT');
    expect((await index(some, allowed)).status).toBe(202);
  });
});

describe('the page', () => {
  it('is served with a policy, and its hashed files are kept for good', async () => {
    const page = await open.get('/', { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<title>page</title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await open.get('/assets/main-AbCd1234.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(await (await open.get('/videos/6a6485a968604bda')).text()).toContain('page');
  });

  it('shows nothing outside its folder, and nothing hidden', async () => {
    for (const path of [
      '/..%2foutside.txt',
      '/%2e%2e/outside.txt',
      '/assets/..%2f..%2foutside.txt',
      '/..%5coutside.txt',
      '/link.txt',
      '/.secret',
      '/missing.js',
      '/%E0%A4%A.txt',
    ]) {
      const response = await open.get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).not.toMatch(/^(outside|hidden)/);
    }
  });

  it('says how it is built when it is not there', async () => {
    await using bare = await openApp(library, settingsFor(folder, { pageFolder: join(folder, 'nowhere') }));
    expect(await (await bare.get('/')).text()).toContain('npm run build');
    expect((await bare.get('/videos')).status).toBe(404);
  });
});

describe('too much at once', () => {
  it('waits in order, and beyond that is turned away', async () => {
    const gate = new WorkGate({ what: 'questions', atOnce: 1, waiting: 1 });
    const leave = await gate.enter(undefined);
    const order: string[] = [];
    const second = gate.run(undefined, () => Promise.resolve(order.push('second')));
    await expect(gate.enter(undefined)).rejects.toMatchObject({ code: 'BUSY', headers: { 'retry-after': '5' } });
    expect(new ServerFailure('BUSY', 'x')).toBeInstanceOf(Error);
    expect(order).toEqual([]);
    leave();
    leave();
    await second;
    // One who went away while waiting leaves no gap and takes no place.
    const again = await gate.enter(undefined);
    const going = new AbortController();
    const gone = gate.enter(going.signal);
    going.abort();
    await expect(gone).rejects.toMatchObject({ code: 'ABORTED' });
    again();
    (await gate.enter(undefined))();
  });

  it('of questions is told by a status and by when to come back', async () => {
    const { asks } = open.parts.gates;
    const leaves: (() => void)[] = [];
    const waiting: Promise<() => void>[] = [];
    for (let count = 0; count < 18; count += 1) {
      const entered = asks.enter(undefined);
      if (count < 2) leaves.push(await entered);
      else waiting.push(entered);
    }
    const body = JSON.stringify({ question: 'what happens?' });
    const headers = { 'content-type': 'application/json' };
    const response = await open.get('/api/ask', { method: 'POST', headers, body });
    expect(response.headers.get('retry-after')).toBe('5');
    await refused(response, 503, 'BUSY');
    for (const leave of leaves) leave();
    for (const entered of waiting) (await entered)();
  });
});
