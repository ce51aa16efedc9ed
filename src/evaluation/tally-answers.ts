import type { AnswerScore } from './contracts.js';
import { shareOf } from './rate.js';
import type { ExpectedAnswer } from './truth-set.js';

/** One question's outcome. */
export interface JudgedQuestion {
  readonly type: string;
  readonly kind: ExpectedAnswer['kind'];
  readonly right: boolean;
  /** What the answer said of itself; `undefined` when there was an error instead. */
  readonly found: boolean | undefined;
}

/** Sums up judged questions, types in order of appearance. */
export function tallyAnswers(judged: readonly JudgedQuestion[]): AnswerScore {
  const isRight = (item: JudgedQuestion): boolean => item.right;
  const types = [...new Set(judged.map((item) => item.type))];
  const ofType = (type: string): JudgedQuestion[] => judged.filter((item) => item.type === type);
  const unanswerable = judged.filter((item) => item.kind === 'not-found');
  // "No" and "none" are answers, so that only questions after a thing or a place can be refused wrongly.
  const refusable = judged.filter((item) => item.kind === 'words' || item.kind === 'span');
  return {
    accuracy: shareOf(judged, isRight),
    refusal: shareOf(unanswerable, isRight),
    falseRefusal: shareOf(refusable, (item) => item.found === false),
    questions: judged.length,
    failed: judged.filter((item) => item.found === undefined).length,
    byType: Object.fromEntries(
      types.map((type) => [type, { accuracy: shareOf(ofType(type), isRight), questions: ofType(type).length }]),
    ),
  };
}
