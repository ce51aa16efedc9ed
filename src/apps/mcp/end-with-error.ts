import type { ServerResponse } from 'node:http';

/** Ends a request with a JSON-RPC error that belongs to no call (`id` null). */
export function endWithError(response: ServerResponse, status: number, message: string, code = -32000): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 401 && { 'www-authenticate': 'Bearer realm="askreel"' }),
    ...(status >= 400 && { connection: 'close' }),
  });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }));
}
