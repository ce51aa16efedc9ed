import { spanContains, type TimeSpan } from '../../domain/time-span.js';
import type { MotionTrack } from '../../domain/video.js';
import { quantileOf } from '../../domain/motion/rest-level.js';

/** How the camera moves in a shot, on the whole. */
export interface CameraMotion {
  /** Picture widths a second; negative to the left. */
  readonly right: number;
  /** Picture heights a second; negative upwards. */
  readonly down: number;
  /** Growth of the picture a second; negative away from it. */
  readonly nearer: number;
  /** Whether it jerks to and fro. */
  readonly shakes: boolean;
  /** False where something moved all the time: a large thing before a plain ground looks like a camera that turns. */
  readonly sure: boolean;
}

/** Left out at both ends of the shot, where cuts and fades bleed in. */
const trimSeconds = 0.4;
/** From so many steps at rest on the camera is judged by those alone. */
const leastQuietSteps = 4;
/** Typical change of the speed from one step to the next, in widths or heights a second, from which on the camera shakes. */
const shakingSpeed = 0.05;

/**
 * Medians of the camera's speed over a shot's steps in which nothing moves; over all of them where there are hardly any.
 *
 * @param moving stretches of the shot in which something moves.
 */
export function readCamera(track: MotionTrack, shot: TimeSpan, moving: readonly TimeSpan[]): CameraMotion {
  const { stepSeconds, object } = track;
  const first = Math.max(0, Math.ceil((shot.startSeconds + trimSeconds) / stepSeconds));
  const end = Math.min(object.length, Math.floor((shot.endSeconds - trimSeconds) / stepSeconds));
  const within = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const quiet = within.filter((step) => !moving.some((span) => spanContains(span, (step + 0.5) * stepSeconds)));
  const sure = quiet.length >= leastQuietSteps;
  const steps = sure ? quiet : within;
  const medianOf = (speeds: Float32Array): number =>
    quantileOf(
      Float32Array.from(steps, (step) => speeds[step] ?? 0),
      0.5,
    );
  const jerks = steps.map((step) =>
    Math.max(
      Math.abs((track.cameraX[step] ?? 0) - (track.cameraX[step - 1] ?? 0)),
      Math.abs((track.cameraY[step] ?? 0) - (track.cameraY[step - 1] ?? 0)),
    ),
  );
  return {
    right: medianOf(track.cameraX),
    down: medianOf(track.cameraY),
    nearer: medianOf(track.cameraZoom),
    shakes: quantileOf(Float32Array.from(jerks), 0.5) >= shakingSpeed,
    sure,
  };
}
