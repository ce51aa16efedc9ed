import type { Command, Option } from 'commander';
import type { StreamCommandOptions } from './command-options.js';
import { readDuration, readSize } from './read-measures.js';
import type { RunCommand } from './run-command.js';

const help = `An address (rtsp://…, http(s)://….m3u8) is a live stream: it is recorded into the library's folder (live/<name>), and each
segment becomes a video that is titled by the stream's name and the time of its first picture. Ctrl-C closes the last
segment and indexes it. Without --keep and --keep-size all of it is kept (docs/watching.md).`;

/** `askreel index`. */
export function defineIndexCommand(command: Command, transcribe: Option, run: RunCommand): void {
  command
    .addHelpText('after', `\n${help}`)
    .addOption(transcribe)
    .option('--language <code>', 'with --transcribe: the language that is spoken (en, de, …; default: as heard)')
    .option('--name <name>', 'live stream: what it is called (default: from its address)')
    .option('--for <duration>', 'live stream: end after so long, e.g. 10m', readDuration)
    .option('--keep <duration>', 'live stream: keep only so much of it, e.g. 24h', readDuration)
    .option('--keep-size <size>', 'live stream: keep at most so many bytes of it, e.g. 10G', readSize)
    .option('--segment <duration>', 'live stream: length of one video (default: 30s)', readDuration)
    .action((paths: string[], options: StreamCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-index.js')).runIndex(paths, options, context),
      ),
    );
}
