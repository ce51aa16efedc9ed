import type { FusionWeights } from '../../src/retrieval/fusion-weights.js';
import { fuseSignals } from '../../src/retrieval/shot-signals.js';
import type { SearchedQuery } from './gather-candidates.js';

/** How well weights serve a set of queries; all shares are 0 to 1. */
export interface WeightsScore {
  /** Queries for something present, and for something absent. */
  readonly present: number;
  readonly absent: number;
  /** Shares of present things of which a right shot is first, or among the first five. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** By threshold: present things that count as found, and absent ones that are refused. */
  readonly thresholds: readonly ThresholdScore[];
}

/** What happens when the best shot must reach a probability to count as found. */
export interface ThresholdScore {
  readonly threshold: number;
  readonly found: number;
  readonly refused: number;
}

const thresholds = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);

/** Ranks every query's candidates by the weights. */
export function scoreWeights(queries: readonly SearchedQuery[], weights: FusionWeights): WeightsScore {
  const ranked = queries.map(({ present, candidates }) => {
    const shots = candidates
      .map(({ signals, relevant }) => ({ relevant, score: fuseSignals(signals, weights) }))
      .sort((a, b) => b.score - a.score);
    return { present, best: shots[0]?.score ?? 0, rank: shots.findIndex(({ relevant }) => relevant === true) };
  });
  const present = ranked.filter((query) => query.present);
  const absent = ranked.filter((query) => !query.present);
  return {
    present: present.length,
    absent: absent.length,
    recallAt1: share(present, ({ rank }) => rank === 0),
    recallAt5: share(present, ({ rank }) => rank >= 0 && rank < 5),
    thresholds: scoreThresholds(ranked),
  };
}

/** What every threshold makes of the best shots of searches for present and absent things. */
export function scoreThresholds(
  searches: readonly { readonly present: boolean; readonly best: number }[],
): ThresholdScore[] {
  const present = searches.filter((search) => search.present);
  const absent = searches.filter((search) => !search.present);
  return thresholds.map((threshold) => ({
    threshold,
    found: share(present, ({ best }) => best >= threshold),
    refused: share(absent, ({ best }) => best < threshold),
  }));
}

/** The threshold that finds the most of what is there while it refuses the wanted share of what is not; else the strictest. */
export function chooseThreshold(scores: readonly ThresholdScore[], wantedRefused: number): number {
  const enough = scores.filter(({ refused }) => refused >= wantedRefused);
  return (
    enough.toSorted((a, b) => b.found - a.found || a.threshold - b.threshold)[0]?.threshold ?? thresholds.at(-1) ?? 0.5
  );
}

function share<Item>(items: readonly Item[], isTrue: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : Math.round((items.filter(isTrue).length / items.length) * 1000) / 1000;
}
