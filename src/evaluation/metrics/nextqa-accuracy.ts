import {
  multipleChoiceAccuracy,
  type ChoiceAccuracy,
  type ChosenOptions,
  type ScoredChoice,
  type UnansweredRule,
} from './multiple-choice-accuracy.js';

/** NExT-QA's question types, as its files write them. */
export const nextQaTypes = ['CW', 'CH', 'TN', 'TP', 'TC', 'DC', 'DL', 'DO'] as const;

/** One of {@link nextQaTypes}. */
export type NextQaType = (typeof nextQaTypes)[number];

/** A question of NExT-QA as it is scored. */
export interface NextQaChoice extends ScoredChoice {
  readonly type: NextQaType;
}

/** The columns of NExT-QA's table and the types that each of them pools. */
const columns = {
  CW: ['CW'],
  CH: ['CH'],
  TN: ['TN', 'TP'],
  TC: ['TC'],
  DC: ['DC'],
  DL: ['DL'],
  DO: ['DO'],
  C: ['CW', 'CH'],
  T: ['TN', 'TP', 'TC'],
  D: ['DC', 'DL', 'DO'],
  Acc: nextQaTypes,
} as const satisfies Record<string, readonly NextQaType[]>;

/**
 * Accuracy by column, in percent: causal why and how; temporal next (previous included) and current; descriptive count,
 * location and other; the three sorts pooled; all.
 */
export type NextQaAccuracy = Readonly<Record<keyof typeof columns, ChoiceAccuracy>>;

/**
 * NExT-QA's multiple-choice accuracies. A column pools its questions, it is no mean of the columns beside it. The answer
 * is the data set's own (the reference takes the one stored with the prediction), an unparsable reply is `null`, and a
 * question without a prediction counts like one (the reference stops at it). `chance` credits 1/5 for each, as LLoVi
 * does for replies it could not parse; a column without questions is `null` (the reference prints 0).
 *
 * Sources: Xiao et al., "NExT-QA" (CVPR 2021), github.com/doc-doc/NExT-QA, eval_mc.py; github.com/CeeZh/LLoVi, eval.py.
 */
export function nextQaAccuracy(
  questions: readonly NextQaChoice[],
  chosen: ChosenOptions,
  unansweredRule: UnansweredRule = 'wrong',
): NextQaAccuracy {
  const ofTypes = (types: readonly NextQaType[]): ChoiceAccuracy =>
    multipleChoiceAccuracy(
      questions.filter(({ type }) => types.includes(type)),
      chosen,
      unansweredRule,
    );
  return Object.fromEntries(
    Object.entries(columns).map(([column, types]) => [column, ofTypes(types)]),
  ) as NextQaAccuracy;
}
