import { Option, type Command } from 'commander';
import type { AddCommandOptions, ConfirmOption, PullCommandOptions } from './command-options.js';
import type { RunCommand } from './run-command.js';

/** The subcommands of `askreel models`. Their code is imported when one of them runs. */
export function defineModelCommands(models: Command, run: RunCommand): void {
  models.helpCommand(false);
  const define = (usage: string, summary: string): Command => models.command(usage).description(summary);

  define('list', 'packs that are here, and packs that can be fetched').action((_options: unknown, self: Command) =>
    run(self.optsWithGlobals(), async (context) =>
      (await import('./commands/run-models-list.js')).runModelsList(context),
    ),
  );

  define('pull <pack>', 'fetch a known pack; shows sizes and licences, and asks, before anything is downloaded')
    .addOption(variantOption())
    .addOption(wordsOption('--only <parts>', 'only these parts, e.g. image-text,actions (image-text is always taken)'))
    .addOption(wordsOption('--without <parts>', 'all parts but these, e.g. speech'))
    .option('--word-timestamps', 'the speech model that also tells when each word is said')
    .addOption(revisionOption())
    .addOption(yesOption())
    .action((pack: string, options: PullCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-models-pull.js')).runModelsPull(pack, options, context),
      ),
    );

  define(
    'add <source>',
    'add a pack folder, an ONNX export in the layout of the hub, or a model of the hub (owner/name)',
  )
    .option('--name <name>', "the pack's name (default: its id, or the folder's or model's name)")
    .option('--link', 'leave the files where they are, and only point to them')
    .addOption(variantOption())
    .addOption(revisionOption())
    .addOption(yesOption())
    .action((source: string, options: AddCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-models-add.js')).runModelsAdd(source, options, context),
      ),
    );

  define('verify [pack]', 'read every file of a pack (default: of all packs) and compare it with its SHA-256').action(
    (pack: string | undefined, _options: unknown, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-models-verify.js')).runModelsVerify(pack, context),
      ),
  );

  define('remove <pack>', 'delete a pack, or what an interrupted pull has left; asks before')
    .addOption(yesOption())
    .action((pack: string, options: ConfirmOption, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-models-remove.js')).runModelsRemove(pack, options, context),
      ),
    );

  define('path [pack]', 'print the folder of a pack (default: of the one in use)').action(
    (pack: string | undefined, _options: unknown, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-models-path.js')).runModelsPath(pack, context),
      ),
  );
}

function variantOption(): Option {
  return new Option('--variant <variant>', 'full precision, or quantised: smaller, a little less exact').choices([
    'full',
    'quantised',
  ]);
}

function revisionOption(): Option {
  return new Option('--revision <revision>', 'a commit, tag or branch (default: the commit that main is at)');
}

function yesOption(): Option {
  return new Option('-y, --yes', 'do not ask');
}

function wordsOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((words: string, earlier: readonly string[] = []) => [
    ...earlier,
    ...words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ]);
}
