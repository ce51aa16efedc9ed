import { tasteSignals, type TasteScore } from '../../../domain/feedback/taste.js';
import { loadModelPack } from '../../../encoders/load-model-pack.js';
import { FeedbackFile } from '../../../library/feedback-file.js';
import { requireSameSpace } from '../../../library/library-space.js';
import { openLibrary } from '../../../library/open-library.js';
import { fewestQueries } from '../../../retrieval/taste/learn-taste.js';
import { fitRanking } from '../../api/feedback.js';
import { LibraryRanking, type RankingFit } from '../../library-ranking.js';
import { libraryFolder, packFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { FeedbackFitOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel feedback fit` and `askreel feedback fit --reset`. Reads the pack's description, but loads no model. */
export async function runFeedbackFit({ reset }: FeedbackFitOptions, context: CommandContext): Promise<ExitCode> {
  const { options, settings } = context;
  using library = openLibrary(libraryFolder(options.library, settings), { readOnly: true });
  const pack = await loadModelPack(packFolder(options.pack, settings), { verify: 'size' });
  requireSameSpace(library.space, pack.space, library.folder);
  const ranking = new LibraryRanking(library.folder, pack);
  if (reset) {
    const dropped = ranking.reset();
    if (options.json) context.printJson({ reset: true, dropped });
    else context.print(dropped ? "Back to the model pack's ranking." : 'The ranking was not fitted to feedback.');
    return exitCodes.ok;
  }
  const fit = fitRanking({ feedback: new FeedbackFile(library.folder), ranking });
  if (options.json) context.printJson(fit);
  else printFit(fit, context);
  return exitCodes.ok;
}

function printFit({ decision, queries, pairs, heldOut, taste, dropped }: RankingFit, context: CommandContext): void {
  context.print(`${queries} queries with thumbs up and down, ${pairs} pairs`);
  if (decision === 'too-little-feedback') {
    context.print(`Too few to learn from: ${fewestQueries} such queries are needed.`);
  } else {
    const { dim } = context.terminal.colours;
    const row = (name: string, value: (score: TasteScore) => number): string =>
      `${name}  ${percent(value(heldOut.before))}  ${percent(value(heldOut.after))}`;
    context.print(dim('on held-out feedback     before    after'));
    context.print(row('pairs in right order  ', ({ pairwiseAccuracy }) => pairwiseAccuracy));
    context.print(row('nDCG@10               ', ({ ndcgAt10 }) => ndcgAt10));
  }
  if (decision === 'no-better') context.print('That is not clearly better: it is not used.');
  if (decision === 'adopted') {
    const changed = tasteSignals.filter((name) => taste[name] !== 0);
    context.print(
      `Searches go by it from now on: ${changed.map((name) => `${name} ${signed(taste[name])}`).join(', ')}`,
    );
    context.note("Go back to the model pack's ranking with: askreel feedback fit --reset");
  } else {
    context.print(`Moments are ranked as the model pack says${dropped ? ', and no more as fitted before' : ''}.`);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
