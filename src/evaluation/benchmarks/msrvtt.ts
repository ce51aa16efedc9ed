import { AskreelError } from '../../domain/coded-error.js';
import { readMsrvttCsv } from '../formats/msrvtt-csv.js';
import { readSimilarityMatrix } from '../formats/similarity-matrix.js';
import { retrievalMetrics, type RetrievalDirectionMetrics } from '../metrics/retrieval-metrics.js';
import { percentScore, type Benchmark, type BenchmarkScore } from './benchmark.js';

/** Sentences to videos and back. */
export const msrvtt: Benchmark = {
  id: 'msrvtt',
  title: 'MSR-VTT 1k-A: text-to-video and video-to-text retrieval',
  truth: 'MSRVTT_JSFUSION_test.csv',
  predictions: ['a similarity matrix, json or csv: row i is sentence i, column j is video j, in the order of the csv'],
  score: (truth, [predictions]) => {
    const pairs = readMsrvttCsv(truth.text, truth.source);
    const similarity = predictions ? readSimilarityMatrix(predictions.text, predictions.source) : [];
    if (similarity.length !== pairs.length) {
      throw new AskreelError(
        'TRUTH_INVALID',
        `${truth.source} has ${pairs.length} sentences, the similarity matrix ${similarity.length} rows.`,
        { hint: 'Both must be of the same split, in the same order.' },
      );
    }
    const { textToVideo, videoToText } = retrievalMetrics(similarity);
    return [...directionScores('text to video', textToVideo), ...directionScores('video to text', videoToText)];
  },
};

function directionScores(
  direction: string,
  { r1, r5, r10, medianRank, meanRank }: RetrievalDirectionMetrics,
): BenchmarkScore[] {
  return [
    percentScore(`${direction} R@1`, r1),
    percentScore(`${direction} R@5`, r5),
    percentScore(`${direction} R@10`, r10),
    { name: `${direction} median rank`, value: medianRank, unit: 'rank' },
    { name: `${direction} mean rank`, value: meanRank, unit: 'rank' },
  ];
}
