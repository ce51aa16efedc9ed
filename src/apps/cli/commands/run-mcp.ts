import { once } from 'node:events';
import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import { createVideoAgent } from '../../api/create-video-agent.js';
import type { McpParts } from '../../mcp/contracts.js';
import { createMcpServer } from '../../mcp/create-mcp-server.js';
import { serveHttp } from '../../mcp/serve-http.js';
import { serveStdio } from '../../mcp/serve-stdio.js';
import { packageVersion } from '../../package-version.js';
import type { CommandContext } from '../command-context.js';
import type { McpCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';

/** `askreel mcp`: the library as a server for agents, over standard input and output or HTTP. */
export async function runMcp(options: McpCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { signal } = context;
  requireHttp(options);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  await using agent = await createVideoAgent(library, options.model === undefined ? {} : { model: options.model });
  const log = (line: string): void => context.note(`askreel: ${plainLine(line)}`);
  const parts: McpParts = { context: library, media: () => library.media(), agent, version: packageVersion(), log };
  const count = library.library.videos().length;
  const served = `${count} ${count === 1 ? 'video' : 'videos'} of ${library.library.folder}`;

  if (!options.http) {
    log(`serving ${served} to one MCP client over stdin and stdout. Ctrl-C ends.`);
    await serveStdio(createMcpServer(parts), signal);
    return exitCodes.ok;
  }
  const { mcpToken } = context.settings;
  const server = await serveHttp({
    createServer: () => createMcpServer(parts),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 8765,
    log,
    ...(mcpToken !== undefined && { token: mcpToken }),
    ...(options.allowHost && { allowedHosts: options.allowHost }),
  });
  try {
    if (context.options.json) context.printJsonLine({ url: server.url });
    log(`serving ${served} at ${server.url}. Ctrl-C ends.`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await server.close();
  }
  return exitCodes.ok;
}

function requireHttp({ http, host, port, allowHost }: McpCommandOptions): void {
  if (http || (host === undefined && port === undefined && allowHost === undefined)) return;
  throw new AskreelError('BAD_ARGUMENT', '--host, --port and --allow-host are for --http.', { hint: 'Add --http.' });
}
