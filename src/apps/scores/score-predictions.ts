import { readFile } from 'node:fs/promises';
import { AskreelError } from '../../domain/coded-error.js';
import type { BenchmarkFile } from '../../evaluation/benchmarks/benchmark.js';
import { knownBenchmarks } from '../../evaluation/benchmarks/known-benchmarks.js';
import type { ScoreSection } from './score-section.js';

/**
 * Scores files of predictions by a public benchmark's own metrics. Throws `BAD_ARGUMENT` for an unknown benchmark or a
 * wrong number of files, `TRUTH_INVALID` for a file that cannot be read or used.
 */
export async function scorePredictions(
  benchmarkId: string,
  truthPath: string,
  predictionPaths: readonly string[],
): Promise<ScoreSection> {
  const benchmark = knownBenchmarks.find(({ id }) => id === benchmarkId.toLowerCase());
  if (!benchmark) {
    throw new AskreelError('BAD_ARGUMENT', `There is no benchmark "${benchmarkId}".`, {
      hint: `Known are ${knownBenchmarks.map(({ id }) => id).join(', ')}.`,
    });
  }
  const most = benchmark.predictions.length;
  const fewest = benchmark.predictions.filter((file) => !file.endsWith('?')).length;
  if (predictionPaths.length < fewest || predictionPaths.length > most) {
    throw new AskreelError('BAD_ARGUMENT', `${benchmark.title}: ${predictionPaths.length} files of predictions.`, {
      hint: `Give with --predictions: ${benchmark.predictions.join('; ')}.`,
    });
  }
  const truth = await readScoredFile(truthPath);
  const predictions = await Promise.all(predictionPaths.map(readScoredFile));
  return { title: benchmark.title, scores: benchmark.score(truth, predictions) };
}

async function readScoredFile(path: string): Promise<BenchmarkFile> {
  try {
    return { text: await readFile(path, 'utf8'), source: path };
  } catch (cause) {
    throw new AskreelError('TRUTH_INVALID', `The file ${path} cannot be read.`, {
      hint: 'Check the path and the permissions.',
      cause,
    });
  }
}
