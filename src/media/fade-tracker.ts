import type { SignedFrame } from './shot-window.js';

/** A picture with fewer lit cells than this is black; film titles and stars light more. */
const blackShare = 0.01;

/** Follows the light through a video and tells when it comes back after black. */
export class FadeTracker {
  private sawPicture = false;
  private darkest: SignedFrame | undefined;

  /** A new shot has begun: black at its start is its own. */
  startShot(): void {
    this.sawPicture = false;
  }

  /** The moment the black began to lift, when this frame is the first lit one after a picture and black. */
  follow(frame: SignedFrame): number | undefined {
    if (frame.signature.litShare > blackShare) {
      return this.darkest && this.sawPicture ? this.darkest.timeSeconds : undefined;
    }
    // The last of the darkest frames: from it on there is only more light.
    if (!this.darkest || frame.signature.luma <= this.darkest.signature.luma + 0.5) this.darkest = frame;
    return undefined;
  }

  /** To be called after {@link follow} and what came of it: takes the frame into account. */
  see(frame: SignedFrame): void {
    if (frame.signature.litShare <= blackShare) return;
    this.darkest = undefined;
    this.sawPicture = true;
  }
}
