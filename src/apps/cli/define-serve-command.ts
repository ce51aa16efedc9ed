import { InvalidArgumentError, type Command, type Option } from 'commander';
import type { ServeCommandOptions } from './command-options.js';
import { readSize } from './read-measures.js';
import { oneMore, readPort } from './read-address-options.js';
import type { RunCommand } from './run-command.js';

const help = `The server waits at http://127.0.0.1:8766 for this machine alone: a web page, a JSON API (GET /api/openapi.json), and
an OpenAI-compatible API at /v1 whose one model, askreel, answers from the videos (docs/server.md).

Any other --host needs a token in ASKREEL_SERVER_TOKEN, which clients send as
  Authorization: Bearer <token>
While it runs no other askreel can index into the library: upload videos, or name folders with --watch or --allow-folder.`;

/** `askreel serve`. */
export function defineServeCommand(command: Command, model: Option, run: RunCommand): void {
  command
    .addHelpText('after', `\n${help}`)
    .addOption(model)
    .option('--port <port>', 'the port (default: 8766; 0: any free one)', readPort)
    .option('--host <address>', 'the address to listen at (default: 127.0.0.1)')
    .option('--allow-host <name>', 'a further name that clients may use; may be given several times', oneMore)
    .option('--allow-origin <origin>', 'a web page that may use the API, e.g. https://videos.example', readOrigin)
    .option('--allow-folder <folder>', 'a folder of this machine that clients may have indexed', oneMore)
    .option('--watch <folder>', 'a folder that the library is kept equal to, as by askreel watch', oneMore)
    .option('--uploads <folder>', "where uploaded videos go (default: uploads in the library's folder)")
    .option('--no-uploads', 'take no uploads')
    .option('--upload-limit <size>', 'most that one upload may have, e.g. 500M or 10G (default: 4G)', readSize)
    .action((options: ServeCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-serve.js')).runServe(options, context),
      ),
    );
}

function readOrigin(text: string, earlier: readonly string[] = []): readonly string[] {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin !== 'null' && text.replace(/\/$/, '') === origin) return [...earlier, origin];
  throw new InvalidArgumentError('It must be an origin such as https://videos.example, without a path.');
}
