import { readNextGqaSpans, readNextGqaTruth } from '../formats/nextgqa-json.js';
import { readNextQaPredictions } from '../formats/nextqa-predictions-json.js';
import { groundedQaMetrics } from '../metrics/grounded-qa-metrics.js';
import { percentScore, type Benchmark } from './benchmark.js';

/** Answers, and the spans that they rest on. */
export const nextGqa: Benchmark = {
  id: 'nextgqa',
  title: 'NExT-GQA: grounded question answering',
  truth: 'gsub_val.json or gsub_test.json',
  predictions: ['spans: json of {"<video>_<qid>": [start, end]}', 'answers, in the form that nextqa takes'],
  score: (truth, [spans, answers]) => {
    const score = groundedQaMetrics(readNextGqaTruth(truth.text, truth.source), {
      spans: spans ? readNextGqaSpans(spans.text, spans.source) : new Map(),
      answers: answers ? readNextQaPredictions(answers.text, answers.source) : new Map(),
    });
    return [
      percentScore('Acc@GQA', score.accuracyGqa),
      percentScore('mIoP', score.meanIop),
      percentScore('IoP@0.3', score.iopAt03),
      percentScore('IoP@0.5', score.iopAt05),
      percentScore('mIoU', score.meanIou),
      percentScore('IoU@0.3', score.iouAt03),
      percentScore('IoU@0.5', score.iouAt05),
    ];
  },
};
