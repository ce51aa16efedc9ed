import { throwIfAborted } from '../domain/coded-error.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationOptions, RetrievalScore } from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { rankQuery, type RelevantSpan } from './rank-query.js';
import { momentsRanked, tallyRanks, type RankedQuery } from './tally-ranks.js';

/** Searches the whole library for every described shot. Refusals are looked through: the nearest moments count. */
export async function* runRetrieval(
  held: readonly HeldVideo[],
  { search }: Pick<EvaluationDependencies, 'search'>,
  { signal }: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, RetrievalScore> {
  const relevant = new Map<string, RelevantSpan[]>();
  for (const { video, truth } of held) {
    for (const { description, span } of truth.queries) {
      relevant.set(description, [...(relevant.get(description) ?? []), { videoId: video.id, span }]);
    }
  }
  const queries = held.flatMap(({ truth }) => truth.queries);
  const ranked: RankedQuery[] = [];
  for (const { description, unseen } of queries) {
    throwIfAborted(signal);
    const found = await search.search({ description, limit: momentsRanked, ...(signal && { signal }) });
    const moments = found.verdict === 'found' ? found.moments : found.nearest;
    const rank = rankQuery(moments.slice(0, momentsRanked), relevant.get(description) ?? []);
    ranked.push({ rank, unseen });
    yield { type: 'query-ranked', description, rank, unseen };
    yield { type: 'progress', stage: 'retrieval', done: ranked.length, total: queries.length };
  }
  return tallyRanks(ranked);
}
