import { setImmediate as nextTurn } from 'node:timers/promises';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

/**
 * Serves one client over this process's standard input and output, until the client closes the input or the signal
 * fires; work that is under way is then aborted.
 */
export async function serveStdio(server: McpServer, signal: AbortSignal): Promise<void> {
  keepOutputForProtocol();
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    server.server.onclose = resolve;
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await ended;
  // What was asked in the same breath as the end may still be answered, if it takes no time.
  await nextTurn();
  await server.close();
}

/** Standard output belongs to the protocol: what any library prints there goes to standard error. */
function keepOutputForProtocol(): void {
  const toStderr = console.error.bind(console);
  Object.assign(console, { log: toStderr, info: toStderr, debug: toStderr });
}
