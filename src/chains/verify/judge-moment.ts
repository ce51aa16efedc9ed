import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import { formatSpan } from '../../domain/timestamp.js';
import { judgeStatement, type Judgement } from './judge-statement.js';
import type { Statement } from './read-statement.js';
import type { SeenShot } from './see-moment.js';

/** So much of what is cited must show a statement, or show something else, to settle it. */
const mostOfIt = 0.5;

/**
 * Holds a statement against a cited span that may cover several shots: confirmed, or rejected, when the shots that say so
 * are most of the span. Where a smaller part shows it, the reason names that part. The probability is that of the shots,
 * each for as long as it lasts.
 */
export function judgeMoment(statement: Statement, shots: readonly SeenShot[], span: TimeSpan): Judgement {
  const judged = shots.map((shot) => ({
    shot,
    judgement: judgeStatement(statement, shot),
    share: overlapSeconds(shot.span, span) / Math.max(spanSeconds(span), Number.EPSILON),
  }));
  const [only] = judged;
  if (!only) return { verdict: 'unverified', reason: 'the models do not know this footage' };
  const having = (verdict: Judgement['verdict']) => judged.filter(({ judgement }) => judgement.verdict === verdict);
  const shareOf = (some: typeof judged): number => some.reduce((sum, { share }) => sum + share, 0);
  const told = judged.filter(({ judgement }) => judgement.probability !== undefined);
  const weight = shareOf(told);
  const probability =
    told.reduce((sum, { judgement, share }) => sum + share * (judgement.probability ?? 0), 0) / weight;
  const sure = weight > 0 ? { probability } : {};
  const [confirmed, rejected] = [having('confirmed'), having('rejected')];
  const [shown] = confirmed;
  if (shown && shareOf(confirmed) >= mostOfIt) return { ...shown.judgement, ...sure };
  if (shown) {
    const reason = `only ${formatSpan(shown.shot.span)} of what is cited shows it`;
    return { verdict: 'unverified', reason, ...sure };
  }
  const [against] = rejected;
  if (against && rejected.length === judged.length && shareOf(rejected) >= mostOfIt)
    return { ...against.judgement, ...sure };
  const open = having('unverified')[0];
  if (open) return { ...open.judgement, ...sure };
  return { verdict: 'unverified', reason: 'not all of what is cited could be looked at', ...sure };
}
