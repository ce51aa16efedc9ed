import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { AskreelError } from '../../domain/coded-error.js';
import { endWithError } from './end-with-error.js';
import { HttpSessions } from './http-sessions.js';
import { failureWords } from './mcp-failure.js';
import { isLoopback, reachableHosts, refusalOf } from './request-guard.js';

/** Shorter ones can be guessed. */
const shortestToken = 16;

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
  requireToken(host, token);
  const guard = { hosts: reachableHosts(host, options.allowedHosts), token };
  const sessions = new HttpSessions(options.createServer);
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, guard);
    if (refusal) return endWithError(response, refusal.status, refusal.words);
    const path = request.url?.replace(/\?.*$/, '');
    if (path !== '/mcp') return endWithError(response, 404, 'There is nothing here: MCP is at /mcp.');
    sessions.handle(request, response).catch((error: unknown) => {
      log(failureWords(error));
      endWithError(response, 500, 'The server failed.');
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), resolve);
    });
  } catch (cause) {
    await sessions.close();
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AskreelError('BAD_ARGUMENT', `It is not possible to listen at ${host}, port ${port} (${reason}).`, {
      hint: 'Choose another --port or --host.',
      cause,
    });
  }
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${address.port}/mcp`,
    sessionCount: () => sessions.count,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await sessions.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function requireToken(host: string, token: string | undefined): void {
  if (token === undefined && !isLoopback(host)) {
    throw new AskreelError('BAD_ARGUMENT', `Other machines can reach ${host}: without a token it is not served.`, {
      hint: 'Set ASKREEL_MCP_TOKEN to a long random text, or leave --host out.',
    });
  }
  if (token !== undefined && (token.length < shortestToken || /\s/.test(token))) {
    const words = `ASKREEL_MCP_TOKEN must have at least ${shortestToken} characters, and no spaces.`;
    throw new AskreelError('BAD_ARGUMENT', words, { hint: 'Make one with: openssl rand -hex 32' });
  }
}
