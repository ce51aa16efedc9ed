/** A file that takes part in a scoring: its content, and its name for errors. */
export interface BenchmarkFile {
  readonly text: string;
  readonly source: string;
}

/** One number of a benchmark, named as the field names it. */
export interface BenchmarkScore {
  readonly name: string;
  /** Percent, or a rank from 1 or a plain number where the name says so; `null` when there was nothing to count. */
  readonly value: number | null;
  readonly unit: 'percent' | 'rank' | 'number';
}

/** A public benchmark whose predictions can be scored: its files as they are published, its metrics as it defines them. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** What the truth file is. */
  readonly truth: string;
  /** What the files of predictions are, in the order in which they are given; the last may be left out when it ends in `?`. */
  readonly predictions: readonly string[];
  /** Throws TRUTH_INVALID with the file and the place of what is wrong. */
  score(truth: BenchmarkFile, predictions: readonly BenchmarkFile[]): BenchmarkScore[];
}

/** A score in percent. */
export function percentScore(name: string, value: number | null): BenchmarkScore {
  return { name, value, unit: 'percent' };
}

/** A score between 0 and 1, as a percentage. */
export function shareScore(name: string, value: number | null): BenchmarkScore {
  return percentScore(name, value === null ? null : 100 * value);
}
