import { overlapSeconds, spanContains, type TimeSpan } from '../../domain/time-span.js';
import type { ActionSpan } from '../../domain/video.js';
import { activeSpans } from '../../domain/motion/active-span.js';
import { stepSeconds } from '../spans/step-features.js';
import type { VideoEvidence } from '../spans/video-evidence.js';

/** Log-odds that a viewer would stop at a step: what each of the signals adds. */
const weights = { bias: -2, active: 3, rarity: 0.4, action: 0.8 };
/** Deviations of rarity are not followed beyond this. */
const largestDeviations = 3;
/** Motion of videos that were indexed before it was kept is not known: half of a full share. */
const unknownShare = 0.5;

/**
 * How eventful each step of a video is, 0 to 1, whatever happens there: whether something moves beyond the shot's
 * rest, whether the classifier is sure of an action, and how unlike the rest of the video it looks.
 */
export function eventfulCurve(evidence: VideoEvidence, actions: readonly ActionSpan[]): Float32Array {
  const count = Math.max(1, Math.ceil(evidence.durationSeconds / stepSeconds - 1e-6));
  const { motion } = evidence;
  const active = motion && evidence.shots.flatMap(({ span }) => activeSpans(motion, span));
  const rarity = rarityOf(evidence, count);
  return Float32Array.from({ length: count }, (_, step) => {
    const own = { startSeconds: step * stepSeconds, endSeconds: (step + 1) * stepSeconds };
    const share = active ? shareInside(own, active) : unknownShare;
    const action = actions.find(({ span }) => spanContains(span, own.startSeconds + stepSeconds / 2));
    const odds =
      weights.bias +
      weights.active * share +
      weights.rarity * (rarity[step] ?? 0) +
      weights.action * share * (action?.probability ?? 0);
    return 1 / (1 + Math.exp(-odds));
  });
}

function shareInside(own: TimeSpan, spans: readonly TimeSpan[]): number {
  return Math.min(1, spans.reduce((sum, span) => sum + overlapSeconds(own, span), 0) / stepSeconds);
}

/** How far the nearest frame's vector lies from the video's mean vector, in deviations. */
function rarityOf({ frames }: VideoEvidence, count: number): Float32Array {
  const [first] = frames;
  if (!first) return new Float32Array(count);
  const mean = new Float32Array(first.embedding.length);
  for (const { embedding } of frames) {
    for (const [index, value] of embedding.entries()) mean[index] = (mean[index] ?? 0) + value / frames.length;
  }
  const far = frames.map(
    ({ embedding }) => 1 - embedding.reduce((sum, value, index) => sum + value * (mean[index] ?? 0), 0),
  );
  const usual = far.reduce((sum, value) => sum + value, 0) / far.length;
  const spread = Math.sqrt(far.reduce((sum, value) => sum + (value - usual) ** 2, 0) / far.length);
  let nearest = 0;
  return Float32Array.from({ length: count }, (_, step) => {
    const seconds = (step + 0.5) * stepSeconds;
    const distance = (index: number): number => Math.abs((frames[index]?.timeSeconds ?? Infinity) - seconds);
    while (distance(nearest + 1) <= distance(nearest)) nearest += 1;
    const deviations = ((far[nearest] ?? usual) - usual) / Math.max(spread, 1e-3);
    return Math.max(-largestDeviations, Math.min(largestDeviations, deviations));
  });
}
