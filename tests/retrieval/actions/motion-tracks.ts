import type { MotionTrack } from '../../../src/domain/video.js';

/** A track of steps of 0.1 s from stretches of one level each: [steps, level]. Every other step is a little quieter. */
export function trackOf(...stretches: readonly (readonly [steps: number, level: number])[]): MotionTrack {
  const levels = stretches.flatMap(([steps, level]) => Array.from({ length: steps }, () => level));
  const quiet = new Float32Array(levels.length);
  return {
    stepSeconds: 0.1,
    object: Float32Array.from(levels, (level, index) => level * (1 - 0.1 * (index % 2))),
    cameraX: quiet,
    cameraY: quiet,
    cameraZoom: quiet,
  };
}
