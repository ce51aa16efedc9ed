import type { TimeSpan } from '../domain/time-span.js';
import type { VideoFrame } from '../domain/rgb-image.js';

/** Sums of intervals are not exact; a frame that is due is not let go for that. */
const timingTolerance = 1e-6;

/**
 * The last few seconds of a video at a limited rate, from which the frames of a window are picked once its shot's
 * end is known. Its size does not depend on the video's length.
 */
export class RecentFrames {
  readonly #secondsKept: number;
  readonly #intervalSeconds: number;
  #frames: VideoFrame[] = [];
  #dueSeconds = -Infinity;

  constructor(options: { readonly secondsKept: number; readonly framesPerSecond: number }) {
    this.#secondsKept = options.secondsKept;
    this.#intervalSeconds = 1 / options.framesPerSecond;
  }

  /** Number of frames held. */
  get size(): number {
    return this.#frames.length;
  }

  /** Takes a frame in presentation order; most frames of a fast video are let go. */
  push(frame: VideoFrame): void {
    if (frame.timeSeconds < this.#dueSeconds - timingTolerance) return;
    const late = frame.timeSeconds - this.#dueSeconds;
    this.#dueSeconds = (late < this.#intervalSeconds ? this.#dueSeconds : frame.timeSeconds) + this.#intervalSeconds;
    this.#frames.push(frame);
    const oldest = frame.timeSeconds - this.#secondsKept;
    while (this.#frames.length > 1 && (this.#frames[0]?.timeSeconds ?? Infinity) < oldest) this.#frames.shift();
  }

  /** The kept frame nearest to a moment; one inside `span` is preferred. `undefined` only before the first frame. */
  nearest(timeSeconds: number, span?: TimeSpan): VideoFrame | undefined {
    let best: VideoFrame | undefined;
    let bestDistance = Infinity;
    for (const frame of this.#frames) {
      const outside =
        span !== undefined && (frame.timeSeconds < span.startSeconds || frame.timeSeconds >= span.endSeconds);
      const distance = Math.abs(frame.timeSeconds - timeSeconds) + (outside ? this.#secondsKept : 0);
      if (distance < bestDistance) [best, bestDistance] = [frame, distance];
    }
    return best;
  }

  /** The frame nearest to each of some moments of a span; frames inside the span are preferred. */
  pick(span: TimeSpan, timesSeconds: readonly number[]): VideoFrame[] {
    return timesSeconds.map((time) => this.nearest(time, span)).filter((frame) => frame !== undefined);
  }
}
