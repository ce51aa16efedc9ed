import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import { activeSpan } from '../../domain/motion/active-span.js';
import { distinctSpans } from './distinct-spans.js';
import { adaptiveThreshold, similarityCurve } from './similarity-curve.js';
import type { FoundSpan, SpanFinder, SpanReading } from './span-finder.js';
import { describeSteps, stepSeconds, type SpanQuery } from './step-features.js';
import type { VideoEvidence } from './video-evidence.js';

/** Stretches shorter than this are flicker of the curve. */
const shortestSeconds = 0.5;
/** A stretch stands for its whole shot when it holds this share of it: what the vectors tell apart are mostly shots. */
const wholeShotShare = 0.5;

/**
 * Spans without a trained predictor: where the similarity curve of the video rises above its own threshold, cut at
 * shot borders, and narrowed down to what moves in the shot.
 */
export class CurveSpanFinder implements SpanFinder {
  readonly method = 'training-free';

  // eslint-disable-next-line @typescript-eslint/require-await -- other finders run models
  async find(evidence: VideoEvidence, query: SpanQuery): Promise<SpanReading> {
    const curve = similarityCurve(describeSteps(evidence, query));
    const threshold = adaptiveThreshold(curve);
    const borders = new Set(evidence.shots.map(({ span }) => Math.round(span.startSeconds / stepSeconds)));
    const spans: FoundSpan[] = [];
    for (const [first, end] of stretches(curve, threshold, borders)) {
      const rough = {
        startSeconds: first * stepSeconds,
        endSeconds: Math.min(evidence.durationSeconds, end * stepSeconds),
      };
      if (spanSeconds(rough) < shortestSeconds) continue;
      const mean = curve.subarray(first, end).reduce((sum, value) => sum + value, 0) / (end - first);
      spans.push({ ...refine(rough, evidence), score: sigmoid(mean) });
    }
    const salient = curve.map(sigmoid);
    return { spans: distinctSpans(spans), saliency: dampRest(salient, spans) };
  }
}

/** Maximal runs of steps at or above the threshold that no border parts: `[first, end)`. */
function stretches(curve: Float32Array, threshold: number, borders: ReadonlySet<number>): [number, number][] {
  const found: [number, number][] = [];
  let open: number | undefined;
  for (let step = 0; step <= curve.length; step += 1) {
    const above = step < curve.length && (curve[step] ?? 0) >= threshold;
    if (open !== undefined && (!above || borders.has(step))) {
      found.push([open, step]);
      open = undefined;
    }
    if (above) open ??= step;
  }
  return found;
}

/** A rough stretch within its shot: at the shot's borders when it holds most of it, then at those of what moves. */
function refine(rough: TimeSpan, { shots, motion, durationSeconds }: VideoEvidence): TimeSpan {
  const shot = shots
    .map(({ span }) => span)
    .reduce<TimeSpan | undefined>(
      (best, span) => (best && overlapSeconds(best, rough) >= overlapSeconds(span, rough) ? best : span),
      undefined,
    );
  if (!shot) return rough;
  const whole = { ...shot, endSeconds: Math.min(shot.endSeconds, durationSeconds) };
  const stretch = overlapSeconds(shot, rough) >= wholeShotShare * spanSeconds(shot) ? whole : rough;
  const active = motion && activeSpan(motion, shot);
  if (!active || overlapSeconds(active, stretch) <= 0) return stretch;
  return {
    startSeconds: Math.max(active.startSeconds, stretch.startSeconds),
    endSeconds: Math.min(active.endSeconds, stretch.endSeconds),
  };
}

/** Steps outside of all spans, at rest or unlike the description, count half. */
function dampRest(saliency: Float32Array, spans: readonly TimeSpan[]): Float32Array {
  return saliency.map((value, step) => {
    const own = { startSeconds: step * stepSeconds, endSeconds: (step + 1) * stepSeconds };
    const inside = Math.max(0, ...spans.map((span) => overlapSeconds(span, own))) / stepSeconds;
    return value * (0.5 + 0.5 * inside);
  });
}

function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
