import { InvalidArgumentError, Option, type Command } from 'commander';
import type { FeedbackExportOptions, FeedbackFitOptions, FeedbackListOptions } from './command-options.js';
import type { RunCommand } from './run-command.js';

const help = `A thumb says whether a moment is what was searched for, or whether an answer is a good one. The web page of
\`askreel serve\` and \`askreel feedback add\` give them. They stay in the library's folder (feedback.sqlite).

  askreel search "a red dog jumps"
  askreel feedback add up "a red dog jumps" "my trip" 1:05 1:12
  askreel feedback fit          rank by them, if that is better on thumbs that were held out
  askreel feedback export --format dpo -o pairs.jsonl`;

/** The subcommands of `askreel feedback`. Their code is imported when one of them runs. */
export function defineFeedbackCommand(feedback: Command, run: RunCommand): void {
  feedback.helpCommand(false).addHelpText('after', `\n${help}`);
  const define = (usage: string, summary: string): Command => feedback.command(usage).description(summary);

  define(
    'add <verdict> <query> <video> <from> <to>',
    'judge a moment: up or down, for what was searched, and where',
  ).action(
    (verdict: string, query: string, video: string, from: string, to: string, _options: unknown, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-feedback-add.js')).runFeedbackAdd({ verdict, query, video, from, to }, context),
      ),
  );

  define('list', 'show feedback, the latest first')
    .option('-n, --limit <count>', 'at most so much (default: 20)', readNumber)
    .option('--offset <count>', 'leave out the latest so many', readNumber)
    .action((options: FeedbackListOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-feedback-list.js')).runFeedbackList(options, context),
      ),
    );

  define('export', 'write all feedback: preference pairs for training (dpo), a table (csv), or everything (json)')
    .addOption(new Option('--format <format>', 'what to write').choices(['dpo', 'csv', 'json']).default('dpo'))
    .option('-o, --out <file>', 'write it there (default: to stdout)')
    .option('--force', 'overwrite what is there')
    .action((options: FeedbackExportOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-feedback-export.js')).runFeedbackExport(options, context),
      ),
    );

  define('fit', 'fit the ranking of moments to the feedback; used where it is better on feedback that was held out')
    .option('--reset', "go back to the model pack's ranking instead")
    .action((options: FeedbackFitOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-feedback-fit.js')).runFeedbackFit(options, context),
      ),
    );

  define('forget <id>', 'take feedback back').action((id: string, _options: unknown, self: Command) =>
    run(self.optsWithGlobals(), async (context) =>
      (await import('./commands/run-feedback-forget.js')).runFeedbackForget(id, context),
    ),
  );
}

function readNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 999999.');
}
