import type { MotionTrack } from '../../domain/video.js';

/** Of a shot's steps this share is quieter than its rest level; of the whole video's, `videoShare`. */
const shotShare = 0.1;
const videoShare = 0.2;
/** How far a shot's rest level may lie from the video's: below, above. */
const [leastFactor, mostFactor] = [0.6, 1.5];

/**
 * The object motion of a picture in which nothing moves (noise of the film, what is left of the camera's movement):
 * the quiet part of the shot, kept near the quiet part of the whole video, since a shot may be full of motion, or be
 * blank.
 *
 * @param steps the object motion of a shot's steps.
 */
export function restLevel(track: Pick<MotionTrack, 'object'>, steps: Float32Array): number {
  const usual = quantileOf(track.object, videoShare);
  return Math.max(1e-4, Math.min(mostFactor * usual, Math.max(leastFactor * usual, quantileOf(steps, shotShare))));
}

/** The value that `share` (0 to 1) of some values do not exceed; 0 without values. */
export function quantileOf(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(share * (values.length - 1))] ?? 0;
}
