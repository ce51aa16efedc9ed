import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { listenAt } from '../http/listen-at.js';
import { reachableHosts, type ServedBy } from '../http/request-guard.js';
import { requireToken } from '../http/require-token.js';
import type { VideoLibrary } from '../video-library.js';
import type { ServerSettings } from './contracts.js';
import { createServerApp } from './create-server-app.js';
import { openServerParts } from './open-server-parts.js';

/** How messages call this server. */
export const servedBy: ServedBy = { command: 'askreel serve', tokenSetting: 'ASKREEL_SERVER_TOKEN' };

/** Uploads of gigabytes over slow lines take their time; they are watched by `receiveUpload` as well. */
const longestRequestMs = 12 * 3600_000;
const longestHeadersMs = 20_000;
const mostConnections = 512;
/** Replies that are under way when the server closes may end within this time. */
const lingerMs = 1000;

/** Where the server listens, and how it behaves. */
export interface ServeLibraryOptions extends Omit<ServerSettings, 'guard'> {
  /** The address to listen at. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** A bearer token that every request must bring; needed for any address but a loopback one. */
  readonly token?: string;
  /** Further names under which clients reach the server, e.g. through a proxy. */
  readonly allowedHosts?: readonly string[];
  readonly log: (line: string) => void;
}

/** A server that listens. */
export interface LibraryServer {
  /** `http://127.0.0.1:8766`. */
  readonly url: string;
  /** Takes no more requests, ends streams with an event, lets a running job finish its video within seconds. */
  close(): Promise<void>;
}

/**
 * Serves a library over HTTP: JSON routes under `/api`, an OpenAI-compatible API under `/v1`, the web page elsewhere. The
 * library must be open for writing, and stays its owner's to close.
 *
 * Throws `BAD_ARGUMENT` when the address is open to other machines and no token guards it, when the token is short, and
 * when the address cannot be listened at; and what opening the chat model throws.
 */
export async function serveLibrary(library: VideoLibrary, options: ServeLibraryOptions): Promise<LibraryServer> {
  const { host, port, token, allowedHosts, log, ...rest } = options;
  requireToken(host, token, servedBy);
  const guard = { hosts: reachableHosts(host, allowedHosts), token, servedBy };
  const opened = await openServerParts(library, { ...rest, guard }, log);
  const app = createServerApp(opened.parts);
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: longestHeadersMs,
      requestTimeout: longestRequestMs,
      keepAliveTimeout: 10_000,
      connectionsCheckingInterval: 5000,
    },
  }) as Server;
  server.maxConnections = mostConnections;
  const url = await listenAt(server, host, port).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  return {
    url,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      const parts = opened.close();
      server.closeIdleConnections();
      const linger = setTimeout(() => server.closeAllConnections(), lingerMs);
      await Promise.all([closed, parts]);
      clearTimeout(linger);
    },
  };
}
