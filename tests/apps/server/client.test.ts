import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readServerEvents } from '../../../src/apps/server/client.js';
import { createServerApp } from '../../../src/apps/server/create-server-app.js';
import type { ServerParts } from '../../../src/apps/server/contracts.js';
import { loadedSpecifiers, readSourceFiles, targetOf } from '../../architecture/source-files.js';
import { settingsFor } from './served-library.js';

describe('the client', () => {
  it("loads hono's client and nothing else", () => {
    const files = new Map(readSourceFiles('src/apps/server').map((file) => [file.path, file]));
    const loaded = new Set<string>();
    const visit = (path: string): void => {
      const file = files.get(path);
      if (loaded.has(path)) return;
      loaded.add(path);
      for (const name of file ? loadedSpecifiers(file) : []) visit((file && targetOf(file, name)) ?? name);
    };
    visit('src/apps/server/client.ts');
    expect([...loaded]).toEqual(['src/apps/server/client.ts', 'hono/client']);
  });

  it('reads events that are cut anywhere, and passes over signs of life', async () => {
    const text =
      ': still here\n\nid: 1\nevent: text\ndata: {"text":"one\\ntwo é"}\n\nevent: done\ndata: {}\n\nevent: half';
    const bytes = new TextEncoder().encode(text);
    const pieces = new ReadableStream<Uint8Array>({
      start: (to) => {
        for (let at = 0; at < bytes.length; at += 3) to.enqueue(bytes.slice(at, at + 3));
        to.close();
      },
    });
    const events = [];
    for await (const event of readServerEvents(new Response(pieces))) events.push(event);
    expect(events).toEqual([
      { event: 'text', id: '1', data: { text: 'one\ntwo é' } },
      { event: 'done', id: undefined, data: {} },
    ]);
  });
});

describe('docs/server.md', () => {
  it('names every route, and so does the OpenAPI document', async () => {
    // Nothing is asked of the parts until a request comes.
    const parts = {
      settings: settingsFor('/nowhere'),
      library: { library: {} },
      closing: new AbortController().signal,
    } as unknown as ServerParts;
    const response = await createServerApp(parts).request('http://127.0.0.1/api/openapi.json');
    const { openapi, paths } = (await response.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
    };
    expect(openapi).toBe('3.1.0');
    const docs = readFileSync(new URL('../../../docs/server.md', import.meta.url), 'utf8');
    expect(Object.keys(paths).length).toBeGreaterThan(20);
    for (const [path, operations] of Object.entries(paths)) {
      expect(docs).toContain(
        path.replaceAll('{id}', ':id').replace('/api/videos/:id/rendition/file', '/rendition/file'),
      );
      for (const { responses } of Object.values(operations)) expect(responses).toHaveProperty('default');
    }
  });
});
