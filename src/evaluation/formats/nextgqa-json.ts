import { z } from 'zod';
import type { TimeSpan } from '../../domain/time-span.js';
import type { GroundedQuestion } from '../metrics/grounded-qa-metrics.js';
import { readJsonTruth } from './read-json-truth.js';

const toSpan = ([startSeconds, endSeconds]: readonly [number, number]): TimeSpan => ({ startSeconds, endSeconds });

const trueSpan = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([start, end]) => start <= end, 'a span must not end before it starts')
  .transform(toSpan);

const groundTruth = z.record(
  z.string(),
  z.object({
    duration: z.number().positive(),
    location: z.record(z.string(), z.array(trueSpan).min(1, 'there is no span')),
  }),
);

/** A model may say anything; the metric gives a span that ends before it starts nothing. */
const predictions = z.record(z.string(), z.tuple([z.number(), z.number()]).transform(toSpan));

/** A grounded question of NExT-GQA; its id is `<video>_<qid>`. */
export interface NextGqaQuestion extends GroundedQuestion {
  readonly videoId: string;
  /** The video's length. */
  readonly durationSeconds: number;
}

/**
 * NExT-GQA's grounding (`gsub_val.json`, `gsub_test.json`): by video, its duration and the spans of each question, in
 * seconds. Throws TRUTH_INVALID with `source` and the place of what is wrong.
 */
export function readNextGqaTruth(text: string, source: string): NextGqaQuestion[] {
  return Object.entries(readJsonTruth(text, source, groundTruth)).flatMap(([videoId, { duration, location }]) =>
    Object.entries(location).map(([qid, spans]) => ({
      id: `${videoId}_${qid}`,
      videoId,
      durationSeconds: duration,
      spans,
    })),
  );
}

/**
 * Predicted spans, `{"<video>_<qid>": [start, end]}` in seconds; the answers beside them are read by
 * `readNextQaPredictions`. Throws TRUTH_INVALID with `source` and the key.
 */
export function readNextGqaSpans(text: string, source: string): Map<string, TimeSpan> {
  return new Map(Object.entries(readJsonTruth(text, source, predictions)));
}
