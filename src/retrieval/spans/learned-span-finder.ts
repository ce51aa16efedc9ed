import type { MomentPredictor } from '../../encoders/contracts.js';
import { distinctSpans } from './distinct-spans.js';
import type { FoundSpan, SpanFinder, SpanReading } from './span-finder.js';
import { describeSteps, stepSeconds, type SpanQuery } from './step-features.js';
import type { VideoEvidence } from './video-evidence.js';

/** Neighbouring windows share this much, so that no moment is cut in all of them. */
const overlapShare = 0.25;

/** Spans as the pack's predictor points at them; videos longer than it was trained for are read in windows. */
export class LearnedSpanFinder implements SpanFinder {
  readonly method = 'learned';
  readonly #predictor: MomentPredictor;

  constructor(predictor: MomentPredictor) {
    this.#predictor = predictor;
  }

  /** Throws PACK_INVALID, MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async find(evidence: VideoEvidence, query: SpanQuery): Promise<SpanReading> {
    const { count, width, values } = describeSteps(evidence, query);
    const saliency = new Float32Array(count);
    const spans: FoundSpan[] = [];
    for (const { first, end } of windowsOf(count, this.#predictor.longestSteps)) {
      const seen = values.slice(first * width, end * width);
      const predicted = await this.#predictor.predict(seen, width, query.embedding);
      for (const [step, value] of predicted.saliency.entries()) {
        saliency[first + step] = Math.max(saliency[first + step] ?? 0, value);
      }
      for (const { startStep, endStep, score } of predicted.moments) {
        const startSeconds = (first + startStep) * stepSeconds;
        const endSeconds = Math.min(evidence.durationSeconds, (first + endStep) * stepSeconds);
        if (endSeconds > startSeconds) spans.push({ startSeconds, endSeconds, score });
      }
    }
    return { spans: distinctSpans(spans), saliency };
  }
}

/** Stretches of at most `longest` steps that together hold all of them. */
function windowsOf(count: number, longest: number): { readonly first: number; readonly end: number }[] {
  const hop = Math.max(1, Math.floor(longest * (1 - overlapShare)));
  const windows: { first: number; end: number }[] = [];
  for (let first = 0; ; first += hop) {
    const end = Math.min(count, first + longest);
    windows.push({ first: Math.max(0, end - longest), end });
    if (end === count) return windows;
  }
}
