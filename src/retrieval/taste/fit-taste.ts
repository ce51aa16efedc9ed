import { tasteSignals, type Taste, type TasteSignal } from '../../domain/feedback/taste.js';
import type { FusionWeights } from '../fusion-weights.js';
import type { JudgedQuery } from './judged-queries.js';

/** Strength of the prior, in pairs of thumbs: so many that say the same of one signal move it about half of the way. */
const priorStrength = 2;
const mostSweeps = 300;
const smallestMove = 1e-5;

/** Cares for nothing in particular. */
export const noTaste: Taste = tasteOf(() => 0);

/**
 * The least that a taste may make of each signal: what the pack's weights give it is taken back at most, so that none speaks
 * against a moment by being strong. What is said may be disliked as much as anybody likes.
 *
 * @param amongWords whether the pack judges descriptions among other words.
 */
export function tasteFloors(weights: FusionWeights, amongWords: boolean): Taste {
  const { frame, clip, caption, action, match, words } = amongWords ? weights.amongWords : weights.learned;
  const slope = amongWords ? 1 : weights.calibration.slope;
  const given = { frame, clip, subject: caption, deed: caption, place: caption, action, match, words };
  return tasteOf((name) => (name === 'speech' ? -Infinity : -slope * given[name]));
}

/**
 * Fits a taste to thumbs: of an up and a down of one query the up should stand first. Logistic regression on the
 * differences of their signals (Bradley & Terry 1952), on top of the difference that the pack's weights make, with a normal
 * prior about no taste at all on the scale of each signal: little feedback changes little. A query with u ups and d downs
 * counts as much as min(u, d) pairs. Convex; each weight in turn steps to the least of a parabola that lies above the loss
 * (Böhning & Lindsay 1988), so that no step overshoots and the outcome is the same each time.
 */
export function fitTaste(queries: readonly JudgedQuery[], floors: Taste): Taste {
  const pairs = queries.flatMap(({ ups, downs }) =>
    ups.flatMap((up) =>
      downs.map((down) => ({
        weight: 1 / Math.max(ups.length, downs.length),
        lead: up.logOdds - down.logOdds,
        gains: tasteSignals.map((name) => up.signals[name] - down.signals[name]),
      })),
    ),
  );
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const spreads = tasteSignals.map((_, index) => {
    const squares = pairs.reduce((sum, { weight, gains }) => sum + weight * (gains[index] ?? 0) ** 2, 0);
    return total === 0 ? 0 : squares / total;
  });
  const taste = tasteSignals.map(() => 0);
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    let furthest = 0;
    for (const [index, name] of tasteSignals.entries()) {
      const spread = spreads[index] ?? 0;
      if (spread < 1e-12) continue;
      const old = taste[index] ?? 0;
      let slope = priorStrength * spread * old;
      for (const { weight, lead, gains } of pairs) slope -= (weight * (gains[index] ?? 0)) / (1 + Math.exp(lead));
      const moved = Math.max(floors[name], old - slope / (spread * (priorStrength + total / 4)));
      for (const pair of pairs) pair.lead += (moved - old) * (pair.gains[index] ?? 0);
      taste[index] = moved;
      furthest = Math.max(furthest, Math.abs(moved - old) * Math.sqrt(spread));
    }
    if (furthest < smallestMove) break;
  }
  return tasteOf((_, index) => Math.round((taste[index] ?? 0) * 10_000) / 10_000);
}

function tasteOf(value: (name: TasteSignal, index: number) => number): Taste {
  return Object.fromEntries(tasteSignals.map((name, index) => [name, value(name, index)])) as Taste;
}
