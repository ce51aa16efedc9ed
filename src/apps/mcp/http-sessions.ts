import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { endWithError } from './end-with-error.js';

/** Clients that vanish without a word are let go after this long without a request or an open stream. */
const idleMs = 30 * 60_000;
const sweepMs = 60_000;
/** Each session holds a server's worth of closures; nobody needs more of them at once. */
const mostSessions = 100;

interface Session {
  readonly server: McpServer;
  readonly transport: StreamableHTTPServerTransport;
  /** Requests under way, open streams among them. */
  active: number;
  lastSeenMs: number;
}

/** The sessions of the streamable HTTP transport: one MCP server for each client, from its `initialize` to its end. */
export class HttpSessions {
  readonly #createServer: () => McpServer;
  readonly #sessions = new Map<string, Session>();
  readonly #sweep = setInterval(() => void this.#closeIdle(), sweepMs).unref();

  constructor(createServer: () => McpServer) {
    this.#createServer = createServer;
  }

  /** How many clients there are. */
  get count(): number {
    return this.#sessions.size;
  }

  /** Answers one request: of a session that it names, or one that begins a session. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id'];
    if (id === undefined) return this.#begin(request, response);
    const session = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    if (!session) return endWithError(response, 404, 'The session has ended. Initialize a new one.', -32001);
    session.active += 1;
    response.once('close', () => {
      session.active -= 1;
      session.lastSeenMs = Date.now();
    });
    await session.transport.handleRequest(request, response);
  }

  /** Ends all sessions and aborts what they were doing. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#sessions.values()].map(({ server }) => server.close()));
    this.#sessions.clear();
  }

  async #begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#sessions.size >= mostSessions) return endWithError(response, 503, 'Too many sessions. Try again later.');
    const server = this.#createServer();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { server, transport, active: 0, lastSeenMs: Date.now() });
      },
    });
    server.server.onclose = () => {
      if (transport.sessionId !== undefined) this.#sessions.delete(transport.sessionId);
    };
    await server.connect(transport);
    await transport.handleRequest(request, response);
    // What did not begin with `initialize` was refused by the transport.
    if (transport.sessionId === undefined) await server.close();
  }

  async #closeIdle(): Promise<void> {
    for (const { server, active, lastSeenMs } of [...this.#sessions.values()]) {
      if (active === 0 && Date.now() - lastSeenMs > idleMs) await server.close();
    }
  }
}
