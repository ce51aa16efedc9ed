import { InvalidArgumentError, type Command, type Option } from 'commander';
import type { WatchCommandOptions } from './command-options.js';
import type { RunCommand } from './run-command.js';

const help = `New and changed videos are indexed as soon as they have stopped growing, moved ones follow their files, deleted ones
are removed. A folder that is gone as a whole (an unmounted drive) changes nothing until it is back.
While it runs no other askreel can index into the library; reading commands work beside it (docs/watching.md).`;

/** `askreel watch`. */
export function defineWatchCommand(command: Command, transcribe: Option, run: RunCommand): void {
  command
    .addHelpText('after', `\n${help}`)
    .option('--once', 'work off what has changed and end, e.g. for cron')
    .option('--every <seconds>', 'look at everything at least so often (default: 30)', readSeconds)
    .addOption(transcribe)
    .option('--language <code>', 'with --transcribe: the language that is spoken (en, de, …; default: as heard)')
    .action((folders: string[], options: WatchCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-watch.js')).runWatch(folders, options, context),
      ),
    );
}

function readSeconds(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of seconds from 1 to 99999.');
}
