import { hc } from 'hono/client';
import type { ServerApp } from './contract/server-app.js';
import type { ApiError, ErrorDetail } from './schemas/api-error.js';

/** How the client reaches its server. */
export interface AskreelClientOptions {
  /** The server's bearer token, where it needs one. */
  readonly token?: string;
  /** In the place of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** A request that the server refused, or could not meet. */
export class AskreelRequestError extends Error {
  override readonly name = 'AskreelRequestError';
  readonly status: number;
  readonly code: ErrorDetail['code'];
  readonly hint: string | undefined;

  constructor(status: number, { code, message, hint }: ErrorDetail) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

/** An event of a stream, its data as JSON says. */
export interface ServerEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Hono's typed client for the routes of `askreel serve`; see {@link createAskreelClient}. */
export type AskreelClient = ReturnType<typeof hc<ServerApp>>;

/**
 * A client for a server that was started with `askreel serve`. It throws {@link AskreelRequestError} for every answer that
 * is no success, and loads neither models nor native modules, so that it also works in a browser.
 *
 * @example
 * const client = createAskreelClient('http://127.0.0.1:8766');
 * const { moments } = await (await client.api.search.$get({ query: { q: 'a red dog' } })).json();
 */
export function createAskreelClient(baseUrl: string, options: AskreelClientOptions = {}): AskreelClient {
  const { token } = options;
  const send = options.fetch ?? fetch;
  return hc<ServerApp>(baseUrl, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    fetch: async (...request: Parameters<typeof fetch>) => requireSuccess(await send(...request)),
  });
}

/** Gives a reply back when it is a success. Throws {@link AskreelRequestError} with what the server said otherwise. */
export async function requireSuccess(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body = (await response.json().catch(() => undefined)) as Partial<ApiError> | undefined;
  const unread: ErrorDetail = { code: 'SERVER_FAILED', message: `The server answered with status ${response.status}.` };
  throw new AskreelRequestError(response.status, body?.error ?? unread);
}

/** The events of a stream, as they come: of `POST /api/ask` with `Accept: text/event-stream`, of jobs and renditions. */
export async function* readServerEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (held + value).split('\n\n');
      held = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** One event of a stream; `undefined` for comments, which only keep the connection open. */
function parseEvent(block: string): ServerEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    fields.set(name, name === 'data' && fields.has('data') ? `${fields.get('data')}\n${value}` : value);
  }
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) as unknown };
}
