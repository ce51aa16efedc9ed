import type { MotionTrack } from '../video.js';

/** At a border the neighbouring shot may bleed in. */
const borderSeconds = 0.2;
/** Object motion of a picture in which nothing moves is below this. */
const restLevel = 0.015;
/** How far is looked to either side. */
const lookSeconds = 0.4;

/** Whether something moves shortly before a moment and shortly after it: an action that goes on across a border. */
export function movesAcross({ stepSeconds, object }: MotionTrack, seconds: number): boolean {
  const moves = (from: number, to: number): boolean => {
    const values = object.subarray(Math.max(0, Math.round(from / stepSeconds)), Math.round(to / stepSeconds));
    return values.length > 0 && values.reduce((sum, value) => sum + value, 0) / values.length >= restLevel;
  };
  return (
    moves(seconds - borderSeconds - lookSeconds, seconds - borderSeconds) &&
    moves(seconds + borderSeconds, seconds + borderSeconds + lookSeconds)
  );
}
