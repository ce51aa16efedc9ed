import { writeFile } from 'node:fs/promises';
import type { EvaluationEvent, EvaluationResult } from '../../../evaluation/contracts.js';
import { evaluateFolder } from '../../evaluate-folder.js';
import { packFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { EvalCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { IndexingProgress } from '../indexing-progress.js';
import { progressBar } from '../progress-bar.js';
import { renderScores } from '../render-scores.js';
import { StatusLine } from '../status-line.js';

/** `askreel eval <folder>`. */
export async function runEval(folder: string, options: EvalCommandOptions, context: CommandContext): Promise<ExitCode> {
  const indexing = new IndexingProgress(context);
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  const details: EvaluationEvent[] = [];
  const result: EvaluationResult = await evaluateFolder(folder, {
    packFolder: packFolder(context.options.pack, context.settings),
    settings: context.settings,
    signal: context.signal,
    ...(options.limit !== undefined && { limit: options.limit }),
    onIndexing: (event) => indexing.show(event),
    onEvaluation: (event) => {
      if (event.type === 'progress') status.show(progressLine(event));
      else if (event.type !== 'finished') details.push(event);
    },
  }).finally(() => status.clear());
  if (options.details !== undefined) {
    await writeFile(options.details, details.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }
  if (context.options.json) context.printJson(result);
  else for (const line of renderScores(result)) context.print(line);
  return exitCodes.ok;
}

function progressLine({ stage, done, total }: Extract<EvaluationEvent, { type: 'progress' }>): string {
  return `${progressBar(total > 0 ? done / total : 0)}  ${stage} ${done}/${total}`;
}
