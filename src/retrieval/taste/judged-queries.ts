import { sameQueryKey, type Feedback } from '../../domain/feedback/feedback.js';
import { tasteSignals, type SignalStrengths } from '../../domain/feedback/taste.js';
import { scoreLogOdds } from './apply-taste.js';

/** A judged moment as a taste sees it. */
export interface JudgedMoment {
  /** Of its score without any taste. */
  readonly logOdds: number;
  readonly signals: SignalStrengths;
}

/** What was liked and what was not among the moments of one query; neither is empty. */
export interface JudgedQuery {
  readonly key: string;
  readonly ups: readonly JudgedMoment[];
  readonly downs: readonly JudgedMoment[];
}

/**
 * The queries that say something about an order: those with thumbs of both kinds on moments that the search came upon with
 * this very pack. Sorted by their words, so that the same feedback gives the same in whatever order it came.
 *
 * @param pack `<pack>@<revision>`: scores of different packs do not compare.
 */
export function judgedQueries(feedback: readonly Feedback[], pack: string): JudgedQuery[] {
  const queries = new Map<string, { ups: JudgedMoment[]; downs: JudgedMoment[] }>();
  for (const entry of feedback) {
    if (entry.kind !== 'moment' || entry.pack !== pack || !entry.ranked) continue;
    const key = sameQueryKey(entry.query);
    const judged = queries.get(key) ?? { ups: [], downs: [] };
    queries.set(key, judged);
    const { score, signals } = entry.ranked;
    (entry.verdict === 'up' ? judged.ups : judged.downs).push({
      logOdds: scoreLogOdds(score),
      signals: whole(signals),
    });
  }
  return [...queries]
    .map(([key, judged]) => ({ key, ...judged }))
    .filter(({ ups, downs }) => ups.length > 0 && downs.length > 0)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Signals that feedback of an earlier askreel did not know are silent in it. */
function whole(signals: Partial<SignalStrengths>): SignalStrengths {
  return Object.fromEntries(tasteSignals.map((name) => [name, signals[name] ?? 0])) as SignalStrengths;
}
