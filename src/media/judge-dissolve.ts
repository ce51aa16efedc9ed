import { pictureDistance, pictureLikeness } from './frame-signature.js';
import { measureMixture } from './measure-mixture.js';
import type { ShotWindow } from './shot-window.js';

/** Half the lengths that are tried: a dissolve is seen by the windows that hold the whole of it. */
export const dissolveReaches = [0.35, 0.75] as const;

/** Less change than this is no change of shot. */
const leastChange = 0.06;

/** A pan leaves far more than this unexplained, a true mixture only what moved meanwhile. */
const largestResidual = 0.12;

/** Changing light makes mixtures, too, but of pictures alike. */
const largestLikeness = 0.7;

/**
 * Whether the window's focus lies about the middle of a dissolve: the frames on either side of it show different pictures
 * and the focus is a mixture of about one half each.
 */
export function isDissolveMiddle(window: ShotWindow): boolean {
  const focus = window.neighbour(0);
  if (!focus) return false;
  return dissolveReaches.some((reach) => {
    const before = window.at(-reach);
    const after = window.at(reach);
    if (!before || !after || before.signature.litShare < 0.05 || after.signature.litShare < 0.05) return false;
    if (pictureDistance(before.signature, after.signature) < leastChange) return false;
    const { share, residual } = measureMixture(before.signature, focus.signature, after.signature);
    if (Math.abs(share - 0.5) > 0.08 || residual > largestResidual) return false;
    return pictureLikeness(before.signature, after.signature) <= largestLikeness;
  });
}
