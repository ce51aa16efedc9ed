import { spanSeconds, temporalIou, type TimeSpan } from '../../domain/time-span.js';
import { groupCurve } from './group-curve.js';
import { snapToMotion } from './snap-to-motion.js';
import { judgeSpan, scoreCurve, type JudgedWindow } from './score-curves.js';
import { softNms, type ScoredSpan } from './soft-nms.js';

/** An action proposed for a span; `label` is an index into the judge's labels. */
export interface ActionProposal extends ScoredSpan {
  readonly label: number;
}

/** What is known of a shot. */
export interface ShotEvidence {
  readonly span: TimeSpan;
  /** All that was judged in it, in any order, of any length. */
  readonly windows: readonly JudgedWindow[];
  /** Stretches that move, in time order; `undefined` where that is not known. */
  readonly moving: readonly TimeSpan[] | undefined;
}

const stepSeconds = 0.1;
/** Labels that never get this likely in a shot are not looked for in it. */
const leastPeak = 0.1;
/** What is left of a proposal's score when its ends have nothing to do with those of the motion. */
const unfitShare = 0.2;

/**
 * Actions in a shot, best first for each label. Candidates are the stretches in which something moves (the whole shot
 * where nothing does) and the groups of each label's score curve, with their ends moved to those of the motion; a
 * candidate's score is the label's probability by the windows that fit it, less where its ends are not those of a
 * motion. Overlapping ones of a label are thinned out by soft-NMS.
 *
 * @param labels indices of the labels to look for.
 */
export function proposeActions(
  { span, windows, moving }: ShotEvidence,
  labels: readonly number[],
  leastScore: number,
): ActionProposal[] {
  const stretches = moving && moving.length > 0 ? moving : [span];
  const known = moving !== undefined;
  return labels.flatMap((label) => {
    if (!windows.some(({ probabilities }) => (probabilities[label] ?? 0) >= leastPeak)) return [];
    const curve = scoreCurve(windows, label, span, stepSeconds);
    const groups = groupCurve(curve, span.startSeconds, stepSeconds);
    const candidates = [...(known ? stretches : []), ...groups.map((group) => snapToMotion(group, stretches))];
    const proposals = withoutRepetitions(candidates).map((candidate): ActionProposal => {
      const probability = judgeSpan(windows, candidate)?.[label] ?? 0;
      const fit = Math.max(...stretches.map((stretch) => temporalIou(stretch, candidate)));
      return { label, span: candidate, score: probability * (unfitShare + (1 - unfitShare) * fit) };
    });
    return softNms(proposals, leastScore);
  });
}

function withoutRepetitions(spans: readonly TimeSpan[]): TimeSpan[] {
  const kept: TimeSpan[] = [];
  for (const span of spans) {
    if (spanSeconds(span) > 0 && !kept.some((other) => temporalIou(other, span) > 0.95)) kept.push(span);
  }
  return kept;
}
