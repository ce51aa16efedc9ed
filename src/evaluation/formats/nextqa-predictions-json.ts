import { z } from 'zod';
import type { AnsweredChoice } from '../metrics/multiple-choice-accuracy.js';
import { readJsonTruth } from './read-json-truth.js';

const prediction = z.object({
  answer: z.int().nonnegative(),
  // LLoVi writes −1 for a reply that it could not parse.
  prediction: z
    .int()
    .min(-1)
    .nullable()
    .transform((value) => (value === -1 ? null : value)),
});

/**
 * Predictions for NExT-QA and NExT-GQA: `{"<video>_<qid>": {"prediction": …, "answer": …}}`, options from 0, `null` or −1
 * for a reply that named none. A number in quotes is an error, not a wrong answer. Throws TRUTH_INVALID with `source`
 * and the key.
 */
export function readNextQaPredictions(content: string, source: string): Map<string, AnsweredChoice> {
  return new Map(Object.entries(readJsonTruth(content, source, z.record(z.string(), prediction))));
}
