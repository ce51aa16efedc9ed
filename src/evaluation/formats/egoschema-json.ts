import { z } from 'zod';
import { readJsonTruth, requireUniqueIds } from './read-json-truth.js';

/** A question of EgoSchema about the clip of the same id. Most right answers are not published. */
export interface EgoSchemaQuestion {
  readonly id: string;
  readonly question: string;
  /** Five. */
  readonly options: readonly string[];
}

const text = z.string().min(1);

const questions = z.array(
  z.object({
    q_uid: text,
    question: text,
    'option 0': text,
    'option 1': text,
    'option 2': text,
    'option 3': text,
    'option 4': text,
  }),
);

const answers = z.record(z.string(), z.int().min(0).max(4));

/**
 * EgoSchema's `questions.json` (Mangalam et al., NeurIPS 2023). Throws TRUTH_INVALID with `source`, the position (from
 * 0) and what is wrong; also where a question occurs twice.
 */
export function readEgoSchemaQuestions(content: string, source: string): EgoSchemaQuestion[] {
  const read = readJsonTruth(content, source, questions).map((item) => ({
    id: item.q_uid,
    question: item.question,
    options: [item['option 0'], item['option 1'], item['option 2'], item['option 3'], item['option 4']],
  }));
  requireUniqueIds(read, source);
  return read;
}

/**
 * Options by question, from 0: the published `subset_answers.json`, or a submission in the same form. Throws
 * TRUTH_INVALID with `source`, the question and what is wrong.
 */
export function readEgoSchemaAnswers(content: string, source: string): Map<string, number> {
  return new Map(Object.entries(readJsonTruth(content, source, answers)));
}
