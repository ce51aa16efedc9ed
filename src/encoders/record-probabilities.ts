import type { LogitsProcessorList, Tensor } from '@huggingface/transformers';
import type { Transformers } from './transformers-runtime.js';

/**
 * Listens to a greedy generation of one text: the natural logarithm of each chosen token's probability is added to
 * `logProbabilities`. transformers.js itself returns no scores.
 */
export function recordProbabilities(library: Transformers, logProbabilities: number[]): LogitsProcessorList {
  class Recorder extends library.LogitsProcessor {
    override _call(_ids: bigint[][], logits: Tensor): Tensor {
      logProbabilities.push(bestLogProbability(logits.data as Float32Array));
      return logits;
    }
  }
  const processors = new library.LogitsProcessorList();
  processors.push(new Recorder());
  return processors;
}

function bestLogProbability(logits: Float32Array): number {
  const highest = logits.reduce((best, value) => Math.max(best, value), -Infinity);
  return -Math.log(logits.reduce((sum, value) => sum + Math.exp(value - highest), 0));
}
