import { writeFile } from 'node:fs/promises';
import { AskreelError } from '../../../domain/coded-error.js';
import type { EvaluationEvent, EvaluationResult } from '../../../evaluation/contracts.js';
import { knownBenchmarks } from '../../../evaluation/benchmarks/known-benchmarks.js';
import { evaluateFolder } from '../../evaluate-folder.js';
import { packFolder } from '../../locations.js';
import { scorePredictions } from '../../scores/score-predictions.js';
import { scoreReport } from '../../scores/score-report.js';
import { sectionsOf, type ScoreSection } from '../../scores/score-section.js';
import type { CommandContext } from '../command-context.js';
import type { EvalCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { IndexingProgress } from '../indexing-progress.js';
import { progressBar } from '../progress-bar.js';
import { renderScores } from '../render-scores.js';
import { StatusLine } from '../status-line.js';

/** `askreel eval <folder>`, and `askreel eval <truth file> --benchmark <name> --predictions <files>`. */
export async function runEval(
  subject: string | undefined,
  options: EvalCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { benchmark, predictions } = options;
  if (options.benchmarks) {
    listBenchmarks(context);
    return exitCodes.ok;
  }
  if (subject === undefined) {
    throw new AskreelError('BAD_ARGUMENT', 'Nothing is named that could be scored.', {
      hint: 'Name a folder of videos with truth, or a truth file with --benchmark and --predictions.',
    });
  }
  if ((benchmark === undefined) !== (predictions === undefined)) {
    throw new AskreelError('BAD_ARGUMENT', '--benchmark and --predictions belong together.', {
      hint: 'For instance: askreel eval truth.jsonl --benchmark qvhighlights --predictions submission.jsonl.',
    });
  }
  if (benchmark !== undefined && predictions !== undefined) {
    const section = await scorePredictions(benchmark, subject, predictions);
    await show(subject, [section], section, options, context);
    return exitCodes.ok;
  }
  const result = await evaluateLibraryOf(subject, options, context);
  await show(subject, sectionsOf(result), result, options, context);
  return exitCodes.ok;
}

function listBenchmarks(context: CommandContext): void {
  const described = knownBenchmarks.map(({ id, title, truth, predictions }) => ({ id, title, truth, predictions }));
  if (context.options.json) context.printJson({ benchmarks: described });
  else {
    for (const { id, title, truth, predictions } of described) {
      context.print(`${id.padEnd(13)} ${title}`);
      context.print(`              truth: ${truth}`);
      for (const file of predictions) {
        context.print(`              predictions: ${file.replace(/\?$/, ' (may be left out)')}`);
      }
    }
  }
}

async function evaluateLibraryOf(
  folder: string,
  options: EvalCommandOptions,
  context: CommandContext,
): Promise<EvaluationResult> {
  const indexing = new IndexingProgress(context);
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  const details: EvaluationEvent[] = [];
  const result = await evaluateFolder(folder, {
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
  return result;
}

async function show(
  subject: string,
  sections: readonly ScoreSection[],
  result: object,
  { report }: EvalCommandOptions,
  context: CommandContext,
): Promise<void> {
  if (context.options.json) context.printJson(result);
  else for (const line of renderScores(sections)) context.print(line);
  if (report === undefined) return;
  await writeFile(report, scoreReport(subject, sections, new Date()));
  context.note(`The report is in ${report}.`);
}

function progressLine({ stage, done, total }: Extract<EvaluationEvent, { type: 'progress' }>): string {
  return `${progressBar(total > 0 ? done / total : 0)}  ${stage} ${done}/${total}`;
}
