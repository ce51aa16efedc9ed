import type { EpisodeShot } from './episode.js';

const fadeSeconds = 0.4;
const panSeconds = 0.4;

/** How dark a shot is at a moment of the episode: 0 clear to 1 black. */
export function fadeAt(shot: EpisodeShot, next: EpisodeShot | undefined, seconds: number): number {
  const fadeIn = shot.transition === 'fade' ? 1 - (seconds - shot.start) / fadeSeconds : 0;
  const fadeOut = next?.transition === 'fade' ? 1 - (shot.end - seconds) / fadeSeconds : 0;
  return Math.min(1, Math.max(0, fadeIn, fadeOut));
}

/** The shot that shares the picture while the camera swings: where this one stands, and on which side the other. */
export function panNeighbour(
  shots: readonly EpisodeShot[],
  shot: EpisodeShot,
  seconds: number,
): { shot: EpisodeShot; offset: number; side: 1 | -1 } | undefined {
  const next = shots[shot.index + 1];
  const half = panSeconds / 2;
  if (next?.transition === 'pan' && shot.end - seconds < half) {
    return { shot: next, offset: -0.5 * (1 - (shot.end - seconds) / half), side: 1 };
  }
  const previous = shots[shot.index - 1];
  if (previous && shot.transition === 'pan' && seconds - shot.start < half) {
    return { shot: previous, offset: 0.5 * (1 - (seconds - shot.start) / half), side: -1 };
  }
  return undefined;
}
