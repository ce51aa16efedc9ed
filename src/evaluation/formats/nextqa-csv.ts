import { z } from 'zod';
import { nextQaTypes, type NextQaChoice } from '../metrics/nextqa-accuracy.js';
import { readCsv } from './read-csv.js';
import { requireUniqueIds } from './read-json-truth.js';
import { unusablePlace } from './unusable-place.js';

/** A question of NExT-QA; its id is `<video>_<qid>`. */
export interface NextQaQuestion extends NextQaChoice {
  readonly videoId: string;
  readonly question: string;
  readonly options: readonly string[];
}

const wholeNumber = z.string().regex(/^\d+$/, 'not a whole number');
const text = z.string().min(1, 'empty');

const row = z.object({
  video: text,
  qid: wholeNumber,
  type: z.enum(nextQaTypes, `not one of ${nextQaTypes.join(', ')}`),
  question: text,
  answer: z.string().regex(/^[0-4]$/, 'not 0 to 4'),
  a0: text,
  a1: text,
  a2: text,
  a3: text,
  a4: text,
});

/**
 * NExT-QA's multiple-choice questions (`video`, `question`, `answer`, `qid`, `type`, `a0` to `a4`; further columns are
 * passed over). Throws TRUTH_INVALID with `source`, the line and what is wrong; also where a question occurs twice.
 */
export function readNextQaQuestions(content: string, source: string): NextQaQuestion[] {
  const questions = readCsv(content, source).map(({ line, values }): NextQaQuestion => {
    const parsed = row.safeParse(values);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const column = issue?.path.join('.') ?? '';
      const reason = column in values ? (issue?.message ?? 'unexpected content') : 'there is no such column';
      throw unusablePlace(`Line ${line}`, source, `${column}: ${reason}`, parsed.error);
    }
    const { video, qid, type, question, answer, a0, a1, a2, a3, a4 } = parsed.data;
    const options = [a0, a1, a2, a3, a4];
    const id = `${video}_${qid}`;
    return { id, videoId: video, type, question, options, answer: Number(answer), optionCount: options.length };
  });
  requireUniqueIds(questions, source);
  return questions;
}
