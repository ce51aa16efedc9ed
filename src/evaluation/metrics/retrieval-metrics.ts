import { AskreelError } from '../../domain/coded-error.js';
import { meanPercent, type Percent } from './percent.js';

/** Rows are texts, columns are videos; the higher, the more alike. Text i belongs to video i. */
export type SimilarityMatrix = readonly ArrayLike<number>[];

/**
 * What a match that is tied with others gives.
 * - `every-position`: a rank entry for each position that the tie covers; every measure, R@k as well, is taken over
 *   entries, so that a tied query weighs more (CLIP4Clip).
 * - `average-rank`: one rank, the middle of the tie; R@1 needs a match that is first alone (collaborative-experts).
 */
export type TieRule = 'every-position' | 'average-rank';

export interface RetrievalMetricsOptions {
  /** Default `every-position`, which most published numbers have. */
  readonly ties?: TieRule;
}

/** One direction of retrieval. Ranks count from 1; everything is `null` when there are no queries. */
export interface RetrievalDirectionMetrics {
  /** Shares of rank entries among the first 1, 5, 10, in percent. */
  readonly r1: Percent;
  readonly r5: Percent;
  readonly r10: Percent;
  /** MdR; for an even count the mean of the middle two. */
  readonly medianRank: number | null;
  /** MnR. */
  readonly meanRank: number | null;
  /** What the measures are taken over: as many as queries, or more when ties give several. */
  readonly rankEntries: number;
}

/** Both directions of retrieval. */
export interface RetrievalMetrics {
  readonly textToVideo: RetrievalDirectionMetrics;
  readonly videoToText: RetrievalDirectionMetrics;
}

/**
 * Text-to-video and video-to-text retrieval, as `compute_metrics` of the CLIP4Clip evaluator does it
 * (github.com/ArrowLuo/CLIP4Clip, metrics.py; Luo et al., arXiv 2104.08860), or with {@link TieRule} `average-rank` as
 * github.com/albanie/collaborative-experts (model/metric.py; Liu et al., arXiv 1907.13487). Scores tie when they are
 * the same double.
 *
 * Throws BAD_ARGUMENT when the matrix is not square or holds NaN, which would count as a perfect rank.
 */
export function retrievalMetrics(
  similarity: SimilarityMatrix,
  { ties = 'every-position' }: RetrievalMetricsOptions = {},
): RetrievalMetrics {
  const size = similarity.length;
  const scoreAt = (text: number, video: number): number => similarity[text]?.[video] ?? Number.NaN;
  for (const [text, row] of similarity.entries()) {
    if (row.length !== size) throw refusal(`row ${text + 1} of ${size} has ${row.length} columns`);
    const hole = Array.from(row).findIndex((score) => Number.isNaN(score));
    if (hole >= 0) throw refusal(`row ${text + 1}, column ${hole + 1} is not a number`);
  }
  return {
    textToVideo: summarise(ranksOf(size, ties, scoreAt)),
    videoToText: summarise(ranksOf(size, ties, (video, text) => scoreAt(text, video))),
  };
}

/** Rank entries, from 0, of the matches. */
function ranksOf(size: number, ties: TieRule, scoreAt: (query: number, candidate: number) => number): number[] {
  const ranks: number[] = [];
  for (let query = 0; query < size; query += 1) {
    const match = scoreAt(query, query);
    let [better, tied] = [0, -1];
    for (let candidate = 0; candidate < size; candidate += 1) {
      const score = scoreAt(query, candidate);
      if (score > match) better += 1;
      else if (score === match) tied += 1;
    }
    if (ties === 'average-rank') ranks.push(better + tied / 2);
    else for (let position = 0; position <= tied; position += 1) ranks.push(better + position);
  }
  return ranks;
}

function summarise(ranks: readonly number[]): RetrievalDirectionMetrics {
  const recall = (isHit: (rank: number) => boolean): Percent => meanPercent(ranks.map((rank) => (isHit(rank) ? 1 : 0)));
  const sorted = ranks.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return {
    r1: recall((rank) => rank === 0),
    r5: recall((rank) => rank < 5),
    r10: recall((rank) => rank < 10),
    medianRank: low === undefined || high === undefined ? null : (low + high) / 2 + 1,
    meanRank: ranks.length === 0 ? null : ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length + 1,
    rankEntries: ranks.length,
  };
}

function refusal(reason: string): AskreelError {
  const hint = 'It needs one row for each text and one column for each video, the text in row i belonging to video i.';
  return new AskreelError('BAD_ARGUMENT', `The similarity matrix cannot be scored: ${reason}.`, { hint });
}
