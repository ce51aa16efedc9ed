import type { Moment } from '../domain/moment.js';
import { temporalIou } from '../domain/time-span.js';

const sameMomentIou = 0.5;

/** Sorts moments, best first, and joins those of one video that overlap by more than half: the best keeps its span. */
export function deduplicateMoments(moments: readonly Moment[]): Moment[] {
  const kept: Moment[] = [];
  for (const moment of [...moments].sort((a, b) => b.score - a.score)) {
    const index = kept.findIndex(
      (other) => other.videoId === moment.videoId && temporalIou(other.span, moment.span) > sameMomentIou,
    );
    const same = kept[index];
    if (!same) kept.push(moment);
    else {
      const caption = same.caption ?? moment.caption;
      kept[index] = {
        ...same,
        ...(caption !== undefined && { caption }),
        evidence: [...same.evidence, ...moment.evidence],
      };
    }
  }
  return kept;
}
