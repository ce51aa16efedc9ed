import { spanSeconds, type TimeSpan } from '../time-span.js';
import type { MotionTrack } from '../video.js';

/** At a border the neighbouring shot may bleed in. */
const borderSeconds = 0.2;
/** Object motion of a picture in which nothing moves is below this. */
const restLevel = 0.015;
/** Motion counts from this share of the way from rest to the shot's liveliest moments. */
const risingShare = 0.15;
/** What is shorter is no action but noise. */
const shortestAction = 0.3;
/** How far {@link movesAcross} looks to either side. */
const lookSeconds = 0.4;

/**
 * The part of a shot in which something moves; `undefined` when the track does not reach the shot, when nothing moves in
 * it, or when it moves throughout so that no border can be seen.
 */
export function activeSpan(track: MotionTrack, shot: TimeSpan): TimeSpan | undefined {
  const { stepSeconds, object } = track;
  const first = Math.ceil((shot.startSeconds + borderSeconds) / stepSeconds - 1e-6);
  const end = Math.min(object.length, Math.floor((shot.endSeconds - borderSeconds) / stepSeconds + 1e-6));
  if (end - first < 3) return undefined;
  const values = object.subarray(first, end);
  const sorted = values.toSorted();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const rest = Math.min(quantile(0.1), restLevel);
  const threshold = Math.max(restLevel, rest + risingShare * (quantile(0.9) - rest));
  const isActive = (value: number): boolean => value >= threshold;
  const from = values.findIndex(isActive);
  if (from < 0) return undefined;
  const to = values.findLastIndex(isActive) + 1;
  const span = {
    startSeconds: from === 0 ? shot.startSeconds : (first + from) * stepSeconds,
    endSeconds: to === values.length ? shot.endSeconds : (first + to) * stepSeconds,
  };
  return spanSeconds(span) < shortestAction || (from === 0 && to === values.length) ? undefined : span;
}

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
