import { groupBy } from './group-by.js';
import { meanPercent, type Percent } from './percent.js';

/** A question with the right one of its options. */
export interface ScoredChoice {
  readonly id: string;
  /** Position of the right option, from 0. */
  readonly answer: number;
  /** How many options there are. */
  readonly optionCount: number;
}

/** The option that was chosen for each question, from 0; `null` when the reply named none. */
export type ChosenOptions = ReadonlyMap<string, number | null>;

/** A reply to a multiple-choice question beside the right answer; both are positions from 0. */
export interface AnsweredChoice {
  readonly answer: number;
  /** `null` when the reply named no option. */
  readonly prediction: number | null;
}

/**
 * What a question without a chosen option counts: nothing (`wrong`), what guessing would bring (`chance`: 1 ÷ options),
 * or it is not asked (`left-out`). The same holds for one that is missing altogether.
 */
export type UnansweredRule = 'wrong' | 'chance' | 'left-out';

/** Right answers among questions. */
export interface ChoiceAccuracy {
  /** `null` when there was no question to count. */
  readonly accuracy: Percent;
  /** Those counted. */
  readonly questions: number;
  /** Those without a chosen option, counted or not. */
  readonly unanswered: number;
}

/** Share of multiple-choice questions for which the right option was chosen. */
export function multipleChoiceAccuracy(
  questions: readonly ScoredChoice[],
  chosen: ChosenOptions,
  unansweredRule: UnansweredRule = 'wrong',
): ChoiceAccuracy {
  const isAnswered = ({ id }: ScoredChoice): boolean => (chosen.get(id) ?? null) !== null;
  const counted = unansweredRule === 'left-out' ? questions.filter(isAnswered) : questions;
  const credits = counted.map((question) => {
    if (isAnswered(question)) return chosen.get(question.id) === question.answer ? 1 : 0;
    return unansweredRule === 'chance' ? 1 / question.optionCount : 0;
  });
  return {
    accuracy: meanPercent(credits),
    questions: counted.length,
    unanswered: questions.filter((question) => !isAnswered(question)).length,
  };
}

/** What was chosen, without the answers that a prediction file holds beside it. */
export function chosenOptions(answers: ReadonlyMap<string, AnsweredChoice>): ChosenOptions {
  return new Map([...answers].map(([id, { prediction }]) => [id, prediction]));
}

/** {@link multipleChoiceAccuracy} by a property of the questions, its values in order of appearance. */
export function multipleChoiceAccuracyBy<Q extends ScoredChoice, K>(
  questions: readonly Q[],
  chosen: ChosenOptions,
  groupOf: (question: Q) => K,
  unansweredRule: UnansweredRule = 'wrong',
): Map<K, ChoiceAccuracy> {
  return new Map(
    [...groupBy(questions, groupOf)].map(([group, items]) => [
      group,
      multipleChoiceAccuracy(items, chosen, unansweredRule),
    ]),
  );
}
