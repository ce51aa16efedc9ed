import { spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { MotionTrack } from '../../domain/video.js';
import { maximalRuns } from './maximal-runs.js';
import { quantileOf, restLevel } from './rest-level.js';

/** A stretch in which something in the picture moves. */
export interface ActiveSpan extends TimeSpan {
  /** How clearly it stands out from rest: the sum of its steps' log ratios to the threshold, each at most 0.8. */
  readonly strength: number;
}

/** A step counts as motion from so many times the rest level on. */
const restFactor = 1.35;
/** Bounds of one step's log ratio: no single step makes a stretch, and a short pause does not end one. */
const [lowestStep, highestStep] = [-0.6, 0.8];
/** Rest that loses more than this parts two stretches: a second and a half of it. */
const largestDrop = 5;
/** Sums below this are the noise of the film. */
const leastStrength = 1.5;
/** Motion eases in and out below the threshold: each end is moved out by this share of the stretch. */
const easeShare = 0.03;
/** A cut, or the fade that leads to it, shows as motion for at most so long at a shot's ends. */
const bleedSeconds = 0.5;
/** The median of three steps takes away single spikes, as key frames leave them. */
const medianReach = 1;

/**
 * The stretches of a shot, in time order, in which something moves apart from the camera. Found as maximal scoring
 * subsequences of the object motion's log ratio to what counts as rest there ({@link restLevel}), so that the
 * threshold follows the shot and short pauses (the ground between two jumps) do not part a stretch. Motion that only
 * its neighbours bleed into the shot's ends is left out. Empty when nothing stands out from rest.
 *
 * @param shot a shot, or any span that holds no cut.
 */
export function activeSpans(track: MotionTrack, shot: TimeSpan): ActiveSpan[] {
  const { stepSeconds } = track;
  const first = Math.max(0, Math.ceil(shot.startSeconds / stepSeconds - 1e-6));
  const end = Math.min(track.object.length, Math.floor(shot.endSeconds / stepSeconds + 1e-6));
  if (end <= first) return [];
  const steps = medians(track.object.subarray(first, end));
  const threshold = restFactor * restLevel(track, steps);
  const [from, to] = withoutBleed(steps, threshold, Math.round(bleedSeconds / stepSeconds));
  const scores = Array.from(steps.subarray(from, to), (value) =>
    Math.max(lowestStep, Math.min(highestStep, Math.log(Math.max(value, 1e-5) / threshold))),
  );
  return maximalRuns(scores, largestDrop)
    .filter(({ sum }) => sum >= leastStrength)
    .map((run) => {
      const startSeconds = (first + from + run.start) * stepSeconds;
      const endSeconds = (first + from + run.end) * stepSeconds;
      const ease = easeShare * spanSeconds({ startSeconds, endSeconds });
      return {
        startSeconds: Math.max(shot.startSeconds, startSeconds - ease),
        endSeconds: Math.min(shot.endSeconds, endSeconds + ease),
        strength: run.sum,
      };
    });
}

/** The stretch of a shot in which most moves; `undefined` when nothing stands out from rest. See {@link activeSpans}. */
export function activeSpan(track: MotionTrack, shot: TimeSpan): ActiveSpan | undefined {
  return activeSpans(track, shot).reduce<ActiveSpan | undefined>(
    (best, span) => (best && best.strength >= span.strength ? best : span),
    undefined,
  );
}

function medians(values: Float32Array): Float32Array {
  return values.map((_, index) =>
    quantileOf(values.subarray(Math.max(0, index - medianReach), index + medianReach + 1), 0.5),
  );
}

/** The steps left when loud ones at either end that soon fall quiet are taken off; louder for longer is an action. */
function withoutBleed(steps: Float32Array, threshold: number, mostSteps: number): [from: number, to: number] {
  const loud = (index: number): boolean => (steps[index] ?? 0) > threshold;
  let from = 0;
  while (from < steps.length && loud(from)) from += 1;
  if (from > mostSteps) from = 0;
  let to = steps.length;
  while (to > from && loud(to - 1)) to -= 1;
  if (steps.length - to > mostSteps) to = steps.length;
  return [from, to];
}
