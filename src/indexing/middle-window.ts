import type { RgbImage } from '../domain/rgb-image.js';
import { spanMiddle, type TimeSpan } from '../domain/time-span.js';
import { staysInShot, type ClipWindow } from './clip-windows.js';
import type { ClipFrames } from './read-clips.js';

/** Windows held while it is not known where the shot ends. */
const windowsHeld = 8;

/**
 * Finds the window nearest to the middle of a shot whose end is not yet known. Only a few windows are held, spread
 * evenly over the shot so far: whenever there are too many, every second one is let go, and from then on every second
 * one is taken. Memory does not grow with the shot.
 */
export class MiddleWindow {
  #held: ClipFrames[] = [];
  #stride = 1;
  #offered = 0;

  /** A window of the current shot; its frames are picked only when it is held. */
  offer(window: ClipWindow, pickImages: () => readonly RgbImage[]): void {
    const turn = this.#offered;
    this.#offered += 1;
    if (turn % this.#stride !== 0) return;
    this.#held.push({ ...window, images: pickImages() });
    if (this.#held.length <= windowsHeld) return;
    this.#held = this.#held.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /** The window nearest to the middle of the shot that ends here; what is offered next belongs to the next shot. */
  take(shot: TimeSpan): ClipFrames | undefined {
    const middle = spanMiddle(shot);
    const away = ({ span }: ClipFrames): number => Math.abs(spanMiddle(span) - middle);
    const inside = this.#held.filter(({ span, images }) => images.length > 0 && staysInShot(span, shot));
    [this.#held, this.#stride, this.#offered] = [[], 1, 0];
    return inside.reduce<ClipFrames | undefined>(
      (best, window) => (best && away(best) <= away(window) ? best : window),
      undefined,
    );
  }
}
