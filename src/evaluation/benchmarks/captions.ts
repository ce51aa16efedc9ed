import { z } from 'zod';
import { readJsonTruth } from '../formats/read-json-truth.js';
import { corpusBleu } from '../metrics/bleu.js';
import { rougeL } from '../metrics/rouge-l.js';
import { percentScore, shareScore, type Benchmark } from './benchmark.js';

const references = z.record(z.string(), z.array(z.string()).min(1));
const captions = z.record(z.string(), z.string());

/** Captions against one or more references each; one that is missing counts as empty. */
export const captioning: Benchmark = {
  id: 'captions',
  title: 'Captions: BLEU-4 (sacrebleu) and ROUGE-L (coco-caption)',
  truth: 'json of {"<id>": [references]}',
  predictions: ['json of {"<id>": caption}'],
  score: (truth, [predictions]) => {
    const written = predictions ? readJsonTruth(predictions.text, predictions.source, captions) : {};
    const pairs = Object.entries(readJsonTruth(truth.text, truth.source, references)).map(([id, wanted]) => ({
      caption: written[id] ?? '',
      references: wanted,
    }));
    return [percentScore('BLEU-4', corpusBleu(pairs).bleu4Percent), shareScore('ROUGE-L', rougeL(pairs))];
  },
};
