import type { Command, Option } from 'commander';
import type { McpCommandOptions } from './command-options.js';
import { oneMore, readPort } from './read-address-options.js';
import type { RunCommand } from './run-command.js';

const help = `MCP (Model Context Protocol) lets Claude Desktop, VS Code, Cursor and other agents use the library: its tools,
transcripts and pictures. Most of them start askreel themselves and talk to it over stdin and stdout: enter
  command: askreel     arguments: mcp
in their settings (docs/mcp.md shows where). What they read, they may pass on to their own chat model.

With --http the server waits at http://127.0.0.1:8765/mcp instead, for this machine alone. Any other --host needs
a token in ASKREEL_MCP_TOKEN, which clients send as
  Authorization: Bearer <token>

Index videos first: askreel index ~/Videos`;

/** `askreel mcp`. */
export function defineMcpCommand(command: Command, model: Option, run: RunCommand): void {
  command
    .addHelpText('after', `\n${help}`)
    .addOption(model)
    .option('--http', 'serve over HTTP instead of stdin and stdout')
    .option('--port <port>', 'with --http: the port (default: 8765; 0: any free one)', readPort)
    .option('--host <address>', 'with --http: the address to listen at (default: 127.0.0.1)')
    .option(
      '--allow-host <name>',
      'with --http: a further name that clients may use; may be given several times',
      oneMore,
    )
    .action((options: McpCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) => (await import('./commands/run-mcp.js')).runMcp(options, context)),
    );
}
