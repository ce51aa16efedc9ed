import { createServer } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { listenAt } from '../http/listen-at.js';
import { reachableHosts, refusalOf } from '../http/request-guard.js';
import { requireToken } from '../http/require-token.js';
import { endWithError } from './end-with-error.js';
import { HttpSessions } from './http-sessions.js';
import { failureWords } from './mcp-failure.js';

const servedBy = { command: 'askreel mcp', tokenSetting: 'ASKREEL_MCP_TOKEN' };

/** Where the server listens, and whom it lets in. */
export interface ServeHttpOptions {
  /** One server for each client. */
  readonly createServer: () => McpServer;
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
export interface HttpMcpServer {
  /** What clients are told: `http://127.0.0.1:8765/mcp`. */
  readonly url: string;
  /** How many clients there are. */
  sessionCount(): number;
  /** Ends all sessions and lets go of the port. */
  close(): Promise<void>;
}

/**
 * Serves any number of clients over streamable HTTP at `/mcp`. Throws `BAD_ARGUMENT` when the address is open to other
 * machines and no token guards it, when the token is short, and when the address cannot be listened at.
 */
export async function serveHttp(options: ServeHttpOptions): Promise<HttpMcpServer> {
  const { host, port, token, log } = options;
  requireToken(host, token, servedBy);
  const guard = { hosts: reachableHosts(host, options.allowedHosts), token, servedBy };
  const sessions = new HttpSessions(options.createServer);
  const server = createServer((request, response) => {
    const refusal = refusalOf(request.headers, guard);
    if (refusal) return endWithError(response, refusal.status, refusal.words);
    const path = request.url?.replace(/\?.*$/, '');
    if (path !== '/mcp') return endWithError(response, 404, 'There is nothing here: MCP is at /mcp.');
    sessions.handle(request, response).catch((error: unknown) => {
      log(failureWords(error));
      endWithError(response, 500, 'The server failed.');
    });
  });
  const url = await listenAt(server, host, port).catch(async (error: unknown) => {
    await sessions.close();
    throw error;
  });
  return {
    url: `${url}/mcp`,
    sessionCount: () => sessions.count,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await sessions.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
