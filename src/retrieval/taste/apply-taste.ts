import { tasteSignals, type SignalStrengths, type Taste } from '../../domain/feedback/taste.js';

/** What a taste adds to the log-odds of a moment. */
export function tasteFor(signals: SignalStrengths, taste: Taste): number {
  return tasteSignals.reduce((sum, name) => sum + taste[name] * signals[name], 0);
}

/** Log-odds of a score, finite for 0 and 1 too. */
export function scoreLogOdds(score: number): number {
  return Math.log(Math.max(score, 1e-9) / Math.max(1 - score, 1e-9));
}

/**
 * Moments in the order of a taste. Their scores follow, all moved by as much as leaves the best score where it was: a taste
 * says what comes first, not how sure the search is.
 */
export function applyTaste<Kind extends { readonly score: number }>(
  moments: readonly Kind[],
  taste: Taste,
  signalsOf: (moment: Kind) => SignalStrengths,
): Kind[] {
  const liked = moments
    .map((moment) => ({ moment, logOdds: scoreLogOdds(moment.score) + tasteFor(signalsOf(moment), taste) }))
    .sort((a, b) => b.logOdds - a.logOdds);
  const best = Math.max(...moments.map(({ score }) => score));
  const move = scoreLogOdds(best) - (liked[0]?.logOdds ?? 0);
  return liked.map(({ moment, logOdds }, index) => ({
    ...moment,
    score: index === 0 ? best : Math.min(best, 1 / (1 + Math.exp(-(logOdds + move)))),
  }));
}
