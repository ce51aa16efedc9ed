import { pictureDistance, pictureLikeness, type FrameSignature } from './frame-signature.js';
import type { SignedFrame } from './shot-window.js';

/** A swing to another scene takes about this long; longer movements are camera work within a shot. */
const shortestSeconds = 0.16;
const longestSeconds = 0.9;
const fewestFrames = 4;

/** Steps of a swing are at least this large, and stand out from the calm around it by this factor. */
const leastStep = 0.02;
const standsOut = 5;

/** Another scene differs at least this much, and not in its light alone. */
const leastChange = 0.08;
const largestLikeness = 0.8;

/** As if a video began in the middle of movement: calm has to be seen, for about a second, before a swing can break it. */
const calmAtStart = 0.05;

interface Swing {
  readonly before: FrameSignature;
  readonly firstSeconds: number;
  lastSeconds: number;
  frames: number;
}

/** Follows how fast the picture changes and tells when the camera has swung over to another scene (a whip pan). */
export class PanTracker {
  private calmStep = calmAtStart;
  private before: FrameSignature | undefined;
  private swing: Swing | undefined;

  /** The middle of a swing, when this frame is the first calm one after it. */
  follow(frame: SignedFrame): number | undefined {
    const moving = this.before !== undefined && frame.pictureStep >= Math.max(leastStep, standsOut * this.calmStep);
    if (moving && this.before) {
      this.swing ??= { before: this.before, firstSeconds: frame.timeSeconds, lastSeconds: 0, frames: 0 };
      this.swing.lastSeconds = frame.timeSeconds;
      this.swing.frames += 1;
      return undefined;
    }
    const { swing } = this;
    this.swing = undefined;
    this.before = frame.signature;
    this.calmStep += 0.1 * (frame.pictureStep - this.calmStep);
    if (!swing || !isSwing(swing, frame.signature)) return undefined;
    return (swing.firstSeconds + swing.lastSeconds) / 2;
  }
}

function isSwing(swing: Swing, after: FrameSignature): boolean {
  const seconds = swing.lastSeconds - swing.firstSeconds;
  const rightLength = seconds >= shortestSeconds && seconds <= longestSeconds && swing.frames >= fewestFrames;
  const lit = Math.min(swing.before.litShare, after.litShare) >= 0.05;
  if (!rightLength || !lit || pictureDistance(swing.before, after) < leastChange) return false;
  return pictureLikeness(swing.before, after) <= largestLikeness;
}
