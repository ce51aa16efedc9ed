import { pictureDistance } from './frame-signature.js';
import type { ShotWindow } from './shot-window.js';

/** Neighbours on either side whose steps tell how much things move anyway. */
const neighbours = 3;

/** A picture that comes back within this time was interrupted (a flash, a dropped frame), not cut. */
const flashSeconds = 0.3;

/** Movement below this is grain; it keeps ratios finite. */
const grain = 0.004;

/**
 * Whether the window's focus is the first frame of a new shot after a hard cut: its step from the frame before stands out
 * from the steps around it, and the old picture does not come back. (The adaptive detector of PySceneDetect compares with
 * the neighbours' mean in the same way; the largest one is stricter about shaking cameras and repeated frames.)
 */
export function isCut(window: ShotWindow): boolean {
  const focus = window.neighbour(0);
  const before = window.neighbour(-1);
  if (!focus || !before) return false;
  let largest = 0;
  for (let offset = 1; offset <= neighbours; offset += 1) {
    largest = Math.max(
      largest,
      window.neighbour(offset)?.pictureStep ?? 0,
      window.neighbour(-offset)?.pictureStep ?? 0,
    );
  }
  const { pictureStep, colourStep } = focus;
  const ratio = pictureStep / (largest + grain);
  const standsOut =
    (pictureStep >= 0.08 && ratio >= 2.5) ||
    (pictureStep >= 0.025 && ratio >= 6) ||
    (pictureStep >= 0.25 && colourStep >= 0.5 && ratio >= 1);
  if (!standsOut) return false;
  for (const later of window.after(flashSeconds)) {
    if (pictureDistance(before.signature, later.signature) < 0.35 * pictureStep) return false;
  }
  // The way back from a flash: this frame resembles one from before it.
  for (let offset = -2; ; offset -= 1) {
    const earlier = window.neighbour(offset);
    if (!earlier || focus.timeSeconds - earlier.timeSeconds > flashSeconds) return true;
    if (pictureDistance(earlier.signature, focus.signature) < 0.35 * pictureStep) return false;
  }
}
