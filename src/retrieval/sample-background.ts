import type { VectorSample } from '../encoders/contracts.js';
import type { LibraryReader } from '../library/contracts.js';
import { describeBackground, type ScoreBackground } from './calibrate-scores.js';

const sampleSize = 512;

/**
 * What an unrelated vector scores for a query: from a sample of the library or, where the library is too small to give
 * one, from what it has and the pack's own sample. In a library of one video the wanted moment may be half of all there
 * is: measured against that alone, nothing would ever stand out.
 */
export function sampleBackground(
  embedding: Float32Array,
  kind: 'frame' | 'clip',
  library: LibraryReader,
  sample: VectorSample | undefined,
): ScoreBackground {
  const own = library.sampleScores(embedding, kind, sampleSize);
  const others = (kind === 'frame' ? sample?.frames : sample?.clips) ?? [];
  const filled = others.slice(0, sampleSize - own.length).map((vector) => dot(vector, embedding));
  return describeBackground(Float32Array.of(...own, ...filled));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
