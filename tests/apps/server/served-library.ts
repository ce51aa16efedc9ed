import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { reachableHosts } from '../../../src/apps/http/request-guard.js';
import type { ServerParts, ServerSettings } from '../../../src/apps/server/contracts.js';
import { createServerApp } from '../../../src/apps/server/create-server-app.js';
import { openServerParts } from '../../../src/apps/server/open-server-parts.js';
import { servedBy } from '../../../src/apps/server/serve-library.js';
import { indexVideos, openLibrary, type VideoLibrary } from '../../../src/index.js';
import { sampleVideos } from '../run-cli.js';

export const sampleTitle = 'paper-parade-1000009';
export const sampleFile = join(sampleVideos, `${sampleTitle}.mp4`);

/** A library of one sample video that is open for writing, and the folder that all of a test lies in. */
export interface OpenSample extends AsyncDisposable {
  readonly folder: string;
  readonly library: VideoLibrary;
  readonly videoId: string;
}

/** Indexes a sample video into a folder of its own and keeps the library open. */
export async function openSample(file = sampleFile): Promise<OpenSample> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-server-')));
  const library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, [file]);
  const close = async (): Promise<void> => {
    await library.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, library, videoId: library.library.videos()[0]?.id ?? '', [Symbol.asyncDispose]: close };
}

/** Settings of a server on the library's folder. */
export function settingsFor(folder: string, changes: Partial<ServerSettings> = {}, token?: string): ServerSettings {
  return {
    guard: { hosts: reachableHosts('127.0.0.1'), token, servedBy },
    allowedOrigins: [],
    allowedFolders: [],
    uploads: { folder: join(folder, 'uploads'), limitBytes: 10 * 2 ** 20 },
    pageFolder: join(folder, 'page'),
    version: '1.2.3',
    model: 'offline',
    ...changes,
  };
}

/** The server's app without a port. */
export interface OpenApp extends AsyncDisposable {
  readonly app: OpenAPIHono;
  readonly parts: ServerParts;
  readonly logged: string[];
  /** Requests it as a client of this machine does. */
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Opens the app on an open library. */
export async function openApp(library: VideoLibrary, settings: ServerSettings): Promise<OpenApp> {
  const logged: string[] = [];
  const { parts, close } = await openServerParts(library, settings, (line) => logged.push(line));
  const app = createServerApp(parts);
  const get = async (path: string, init?: RequestInit): Promise<Response> =>
    app.request(`http://127.0.0.1${path}`, init);
  return { app, parts, logged, get, [Symbol.asyncDispose]: close };
}
