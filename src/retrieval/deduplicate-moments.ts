import type { Moment } from '../domain/moment.js';
import { temporalIou } from '../domain/time-span.js';

const sameMomentIou = 0.5;

/**
 * Sorts moments, best first, and joins those of one video that overlap by more than half: the best keeps its span. `join`
 * says how two are joined; by default the best gets the other's evidence as well.
 */
export function deduplicateMoments<Kind extends Moment>(
  moments: readonly Kind[],
  join: (best: Kind, other: Kind) => Kind = joinEvidence,
): Kind[] {
  const kept: Kind[] = [];
  for (const moment of [...moments].sort((a, b) => b.score - a.score)) {
    const index = kept.findIndex(
      (other) => other.videoId === moment.videoId && temporalIou(other.span, moment.span) > sameMomentIou,
    );
    const same = kept[index];
    if (!same) kept.push(moment);
    else kept[index] = join(same, moment);
  }
  return kept;
}

/** The best moment with what speaks for the other one, too. */
export function joinEvidence<Kind extends Moment>(best: Kind, other: Kind): Kind {
  const caption = best.caption ?? other.caption;
  return {
    ...best,
    ...(caption !== undefined && { caption }),
    evidence: [...best.evidence, ...other.evidence],
  };
}
