import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { AnsweredChoice } from './multiple-choice-accuracy.js';
import { meanPercent, type Percent } from './percent.js';

/** A question with the spans that hold its answer; any one of them will do. */
export interface GroundedQuestion {
  readonly id: string;
  readonly spans: readonly TimeSpan[];
}

/** What a system said, by the question's id. */
export interface GroundedReplies {
  readonly spans: ReadonlyMap<string, TimeSpan>;
  readonly answers: ReadonlyMap<string, AnsweredChoice>;
}

/** Grounded question answering, in percent; all `null` when no question was scored. IoP is intersection over prediction. */
export interface GroundedQaScore {
  /** Share of questions answered right from the right place (IoP ≥ 0.5). */
  readonly accuracyGqa: Percent;
  readonly meanIop: Percent;
  readonly iopAt03: Percent;
  readonly iopAt05: Percent;
  readonly meanIou: Percent;
  readonly iouAt03: Percent;
  readonly iouAt05: Percent;
  /** Questions scored. */
  readonly questions: number;
}

/**
 * NExT-GQA's metrics. Each question counts with its best IoU and its best IoP over the true spans, which may be those of
 * different spans; thresholds are inclusive. A span without length has IoU 0, and IoP 1 where it lies in a true span,
 * ends included; one that ends before it starts scores 0.
 *
 * `missing` says what a question without a predicted span is: `skip` (default) leaves it out of everything, as the
 * reference does, `zero` counts it as failed. A question without an answer is answered wrongly (the reference stops).
 *
 * Sources: Xiao et al., "Can I Trust Your Answer?" (CVPR 2024), github.com/doc-doc/NExT-GQA,
 * code/TempGQA/eval_ground.py; github.com/CeeZh/LLoVi, eval.py.
 */
export function groundedQaMetrics(
  questions: readonly GroundedQuestion[],
  replies: GroundedReplies,
  missing: 'skip' | 'zero' = 'skip',
): GroundedQaScore {
  const scored = questions
    .filter(({ id }) => missing === 'zero' || replies.spans.has(id))
    .map(({ id, spans }) => {
      const span = replies.spans.get(id);
      const reply = replies.answers.get(id);
      return {
        iou: best(spans, (truth) => (span ? hullIou(truth, span) : 0)),
        iop: best(spans, (truth) => (span ? intersectionOverPrediction(truth, span) : 0)),
        right: reply !== undefined && reply.prediction === reply.answer,
      };
    });
  return {
    accuracyGqa: meanPercent(scored.map(({ iop, right }) => (right && iop >= 0.5 ? 1 : 0))),
    meanIop: meanPercent(scored.map(({ iop }) => iop)),
    iopAt03: meanPercent(scored.map(({ iop }) => (iop >= 0.3 ? 1 : 0))),
    iopAt05: meanPercent(scored.map(({ iop }) => (iop >= 0.5 ? 1 : 0))),
    meanIou: meanPercent(scored.map(({ iou }) => iou)),
    iouAt03: meanPercent(scored.map(({ iou }) => (iou >= 0.3 ? 1 : 0))),
    iouAt05: meanPercent(scored.map(({ iou }) => (iou >= 0.5 ? 1 : 0))),
    questions: scored.length,
  };
}

function best(spans: readonly TimeSpan[], scoreOf: (truth: TimeSpan) => number): number {
  return Math.max(0, ...spans.map(scoreOf));
}

/**
 * Of spans that meet, the hull is their union and this is temporal IoU. It is written as the reference writes it, so that
 * values on a threshold (spans are given in tenths of a second) are rounded alike.
 */
function hullIou(truth: TimeSpan, span: TimeSpan): number {
  const hull = Math.max(truth.endSeconds, span.endSeconds) - Math.min(truth.startSeconds, span.startSeconds);
  return hull > 0 ? overlapSeconds(truth, span) / hull : 0;
}

function intersectionOverPrediction(truth: TimeSpan, span: TimeSpan): number {
  if (span.startSeconds === span.endSeconds) {
    return truth.startSeconds <= span.startSeconds && span.startSeconds <= truth.endSeconds ? 1 : 0;
  }
  const length = spanSeconds(span);
  return length > 0 ? overlapSeconds(truth, span) / length : 0;
}
