import { AskreelError } from '../../src/domain/coded-error.js';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import type { LibraryFilter, LibraryReader } from '../../src/library/contracts.js';
import { adaptWords } from '../../src/retrieval/adapt-words.js';
import type { FusionWeights } from '../../src/retrieval/fusion-weights.js';
import { addNamedAction, gatherSignals } from '../../src/retrieval/gather-signals.js';
import { contentWords, toDescription } from '../../src/retrieval/query-words.js';
import { addMatches } from '../../src/retrieval/rerank-shots.js';
import { fuseSignals, type ShotSignals } from '../../src/retrieval/shot-signals.js';
import type { TrueEpisode } from './read-episodes.js';
import type { SceneQuery } from './scene-queries.js';
import { fits, mayFit } from './shown-scene.js';

/** A shot that came up for a query. */
export interface Candidate {
  readonly signals: ShotSignals;
  /** Whether it shows what was asked for; absent where that can be disputed. */
  readonly relevant: boolean | undefined;
}

/** A query with all shots that the search would look at twice, the match head's verdict included. */
export interface SearchedQuery extends SceneQuery {
  readonly candidates: readonly Candidate[];
}

/** What {@link gatherCandidates} searches in. */
export interface SearchGround {
  readonly library: LibraryReader;
  readonly encoders: EncoderSet;
  readonly episodes: readonly TrueEpisode[];
  /** Weights that choose the shots to look at twice. */
  readonly weights: FusionWeights;
}

/** Searches as `LibraryMomentSearch` does, but keeps the signals. Throws PACK_INVALID without a Q-Former. */
export async function gatherCandidates(query: SceneQuery, ground: SearchGround): Promise<SearchedQuery> {
  const shots = await searchShots(query.text, ground);
  const candidates = shots.map((signals) => ({ signals, relevant: judge(signals, query, ground.episodes) }));
  return { ...query, candidates };
}

/** The shots that the search would look at twice, with all that speaks for them. Throws PACK_INVALID without a Q-Former. */
export async function searchShots(
  description: string,
  { library, encoders, weights }: Omit<SearchGround, 'episodes'>,
  filter: LibraryFilter = {},
): Promise<ShotSignals[]> {
  if (!encoders.qformer)
    throw new AskreelError('PACK_INVALID', 'The pack has no Q-Former whose word could be weighed.');
  const { text } = adaptWords(toDescription(description), encoders.text);
  const [embedding = new Float32Array()] = await encoders.text.encode([text]);
  const words = contentWords(text);
  const shots = gatherSignals({ embedding, description: text, words, filter }, library, encoders.sample)
    .map((signals) => ({ signals, score: fuseSignals(signals, weights) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, weights.rerankedShots)
    .map(({ signals }) => signals);
  for (const signals of shots) addNamedAction(signals, words, library);
  await addMatches(shots, text, library, encoders.qformer);
  return shots;
}

function judge({ video, shot }: ShotSignals, query: SceneQuery, episodes: readonly TrueEpisode[]): boolean | undefined {
  const middle = (shot.span.startSeconds + shot.span.endSeconds) / 2;
  const episode = episodes.find(({ path }) => path === video.path);
  const truth = episode?.shots.find(({ start, end }) => middle >= start && middle < end);
  if (!truth) return undefined;
  if (fits(truth, query.claims)) return true;
  return mayFit(truth, query.claims) ? undefined : false;
}
