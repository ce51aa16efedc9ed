import { throwIfAborted } from '../domain/coded-error.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions, RetrievalScore } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { rankQuery, type RelevantSpan } from './rank-query.js';
import type { PresentOutcome } from './tally-confidence.js';
import { momentsRanked, tallyRanks, type RankedQuery } from './tally-ranks.js';

/** Where the described shots came out, and how sure the search was. */
export interface RetrievalRun {
  readonly retrieval: RetrievalScore;
  readonly outcomes: readonly PresentOutcome[];
}

/** Searches the whole library for every described shot. Refusals are looked through: the nearest moments count. */
export async function* runRetrieval(
  held: readonly HeldVideo[],
  { search }: Pick<EvaluationDependencies, 'search'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, RetrievalRun> {
  const relevant = new Map<string, RelevantSpan[]>();
  for (const { video, truth } of held) {
    for (const { description, span } of truth.queries) {
      relevant.set(description, [...(relevant.get(description) ?? []), { videoId: video.id, span }]);
    }
  }
  const queries = held.flatMap(({ truth }) => truth.queries);
  const ranked: RankedQuery[] = [];
  const outcomes: PresentOutcome[] = [];
  for (const { description, unseen } of queries) {
    throwIfAborted(signal);
    const found = await search.search({ description, limit: momentsRanked, ...(signal && { signal }) });
    const refused = found.verdict === 'nothing-matches';
    const moments = refused ? found.nearest : found.moments;
    const rank = rankQuery(moments.slice(0, momentsRanked), relevant.get(description) ?? []);
    const { confidence } = found;
    ranked.push({ rank, unseen });
    outcomes.push({ confidence, refused, right: rank === 1 });
    yield { type: 'query-ranked', description, rank, unseen, confidence, refused };
    yield { type: 'progress', stage: 'retrieval', done: ranked.length, total: queries.length };
  }
  return { retrieval: tallyRanks(ranked), outcomes };
}
