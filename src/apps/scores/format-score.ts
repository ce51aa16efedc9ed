import type { BenchmarkScore } from '../../evaluation/benchmarks/benchmark.js';

/** `83.3 %`, or a rank; a dash when there was nothing to count. */
export function formatScore(value: number | null, unit: BenchmarkScore['unit']): string {
  if (value === null) return '–';
  return unit === 'percent' ? `${value.toFixed(1)} %` : String(Number(value.toFixed(2)));
}
