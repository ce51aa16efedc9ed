import type { VideoFrame } from '../domain/rgb-image.js';
import { colourDistance, pictureDistance, signFrame, type FrameSignature } from './frame-signature.js';

/** A frame among its neighbours. */
export interface SignedFrame {
  readonly timeSeconds: number;
  readonly signature: FrameSignature;
  /** Distances to the frame before; 0 for the first. */
  readonly pictureStep: number;
  readonly colourStep: number;
}

/** A sliding stretch of signed frames with one frame, the focus, under judgement. */
export class ShotWindow {
  private frames: SignedFrame[] = [];
  private focusIndex = 0;

  /** The window keeps `behindSeconds` before the focus and asks for `aheadSeconds` after it before it moves on. */
  constructor(
    private readonly behindSeconds: number,
    private readonly aheadSeconds: number,
    private readonly aheadFrames: number,
  ) {}

  add(frame: VideoFrame): void {
    const signature = signFrame(frame);
    const previous = this.frames.at(-1)?.signature;
    this.frames.push({
      timeSeconds: frame.timeSeconds,
      signature,
      pictureStep: previous ? pictureDistance(previous, signature) : 0,
      colourStep: previous ? colourDistance(previous, signature) : 0,
    });
  }

  /** The frame under judgement; `undefined` while too little is known of what follows (nothing is missing at the end). */
  focus(atEnd: boolean): SignedFrame | undefined {
    const focus = this.frames[this.focusIndex];
    if (!focus || atEnd) return focus;
    const known = this.frames.length - 1 - this.focusIndex;
    const ahead = (this.frames.at(-1)?.timeSeconds ?? 0) - focus.timeSeconds;
    return known >= this.aheadFrames && ahead >= this.aheadSeconds ? focus : undefined;
  }

  /** Moves on to the next frame and forgets what lies too far behind it. */
  advance(): void {
    const focus = this.frames[this.focusIndex];
    this.focusIndex += 1;
    if (!focus) return;
    // Dropping in bulk keeps the cost of moving the array small.
    const stale = this.frames.findIndex((frame) => frame.timeSeconds >= focus.timeSeconds - this.behindSeconds) - 1;
    if (stale > 32) {
      this.frames = this.frames.slice(stale);
      this.focusIndex -= stale;
    }
  }

  /** The frame that many places after the focus (before it when negative). */
  neighbour(offset: number): SignedFrame | undefined {
    return this.frames[this.focusIndex + offset];
  }

  /** The frame that is on screen that many seconds after the focus (before it when negative); `undefined` outside the window. */
  at(offsetSeconds: number): SignedFrame | undefined {
    const time = (this.frames[this.focusIndex]?.timeSeconds ?? 0) + offsetSeconds;
    const direction = offsetSeconds < 0 ? -1 : 1;
    for (let index = this.focusIndex; index >= 0 && index < this.frames.length; index += direction) {
      const frame = this.frames[index]!;
      if (direction * (frame.timeSeconds - time) >= 0) return frame;
    }
    return undefined;
  }

  /** The frames after the focus, in order, up to that many seconds later. */
  *after(seconds: number): Generator<SignedFrame> {
    const focus = this.frames[this.focusIndex];
    if (!focus) return;
    for (let index = this.focusIndex + 1; index < this.frames.length; index += 1) {
      const frame = this.frames[index]!;
      if (frame.timeSeconds - focus.timeSeconds > seconds) return;
      yield frame;
    }
  }
}
