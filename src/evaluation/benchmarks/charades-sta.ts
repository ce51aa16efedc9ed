import { readCharadesPredictions, readCharadesTruth } from '../formats/charades-sta-txt.js';
import { groundingRecall } from '../metrics/grounding-recall.js';
import { pairPredictions } from '../metrics/pair-predictions.js';
import { percentScore, type Benchmark } from './benchmark.js';

/** Sentences and where in the video they are true; a hit is an IoU above the threshold. */
export const charadesSta: Benchmark = {
  id: 'charades-sta',
  title: 'Charades-STA: temporal grounding of sentences',
  truth: 'charades_sta_test.txt',
  predictions: ['json or jsonl of {"qid": sentence number from 0, "predictions": [[start, end, score], …]}'],
  score: (truth, [predictions]) => {
    const pairs = pairPredictions(
      readCharadesTruth(truth.text, truth.source),
      predictions ? readCharadesPredictions(predictions.text, predictions.source) : [],
    );
    const { r1, r5, meanIou } = groundingRecall(
      pairs.map(({ truth: { span }, prediction }) => ({ truth: span, predicted: prediction?.spans ?? [] })),
    );
    return [
      percentScore('R@1 IoU=0.5', r1['0.5']),
      percentScore('R@1 IoU=0.7', r1['0.7']),
      percentScore('R@5 IoU=0.5', r5['0.5']),
      percentScore('R@5 IoU=0.7', r5['0.7']),
      percentScore('mIoU', meanIou),
    ];
  },
};
