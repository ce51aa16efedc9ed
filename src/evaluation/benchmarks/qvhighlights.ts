import { readQvhighlightsPredictions, readQvhighlightsTruth } from '../formats/qvhighlights-jsonl.js';
import { highlightMetrics } from '../metrics/highlight-metrics.js';
import { momentRetrievalMetrics } from '../metrics/moment-retrieval-metrics.js';
import { pairPredictions } from '../metrics/pair-predictions.js';
import { percentScore, type Benchmark } from './benchmark.js';

/** Moment retrieval and highlight detection. */
export const qvhighlights: Benchmark = {
  id: 'qvhighlights',
  title: 'QVHighlights: moment retrieval and highlights',
  truth: 'highlight_*_release.jsonl',
  predictions: ['a submission: jsonl with pred_relevant_windows and pred_saliency_scores'],
  score: (truth, [predictions]) => {
    const pairs = pairPredictions(
      readQvhighlightsTruth(truth.text, truth.source),
      predictions ? readQvhighlightsPredictions(predictions.text, predictions.source) : [],
    );
    const moments = momentRetrievalMetrics(
      pairs.map(({ truth: { relevant }, prediction }) => ({ relevant, predicted: prediction?.moments ?? [] })),
    );
    const highlights = highlightMetrics(
      pairs.map(({ truth: { saliency }, prediction }) => ({ saliency, predicted: prediction?.saliency ?? [] })),
    );
    const { full, long, middle, short } = moments;
    return [
      percentScore('MR-full-R1@0.5', full.r1['0.5']),
      percentScore('MR-full-R1@0.7', full.r1['0.7']),
      percentScore('MR-full-mAP@0.5', full.map['0.5']),
      percentScore('MR-full-mAP@0.75', full.map['0.75']),
      percentScore('MR-full-mAP', full.map.average),
      percentScore('MR-long-mAP', long.map.average),
      percentScore('MR-middle-mAP', middle.map.average),
      percentScore('MR-short-mAP', short.map.average),
      percentScore('HL-min-Fair-mAP', highlights.fair.map),
      percentScore('HL-min-Fair-Hit1', highlights.fair.hit1),
      percentScore('HL-min-Good-mAP', highlights.good.map),
      percentScore('HL-min-Good-Hit1', highlights.good.hit1),
      percentScore('HL-min-VeryGood-mAP', highlights.veryGood.map),
      percentScore('HL-min-VeryGood-Hit1', highlights.veryGood.hit1),
    ];
  },
};
