import { throwIfAborted } from '../domain/coded-error.js';
import { writeAbsentDescriptions } from './absent-descriptions.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import type { AbsentOutcome } from './tally-confidence.js';

/** Searches the whole library for what none of its videos shows. */
export async function* runAbsent(
  held: readonly HeldVideo[],
  { search }: Pick<EvaluationDependencies, 'search'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, AbsentOutcome[]> {
  const absent = writeAbsentDescriptions(held.map(({ truth }) => truth));
  const outcomes: AbsentOutcome[] = [];
  for (const { description, kind } of absent) {
    throwIfAborted(signal);
    const { verdict, confidence } = await search.search({ description, ...(signal && { signal }) });
    const refused = verdict === 'nothing-matches';
    outcomes.push({ kind, refused, confidence });
    yield { type: 'absent-searched', description, kind, refused, confidence };
    yield { type: 'progress', stage: 'absent things', done: outcomes.length, total: absent.length };
  }
  return outcomes;
}
