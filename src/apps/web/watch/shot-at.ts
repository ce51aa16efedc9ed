import type { ShotDetail } from '../../server/schemas/videos.js';

/** The shot that shows a second; the last one at the very end. */
export function shotAt(shots: readonly ShotDetail[], seconds: number): ShotDetail | undefined {
  return (
    shots.find(({ span }) => seconds >= span.startSeconds && seconds < span.endSeconds) ??
    (seconds > 0 ? shots.at(-1) : shots[0])
  );
}
