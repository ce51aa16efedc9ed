import type { VideoFrame } from '../domain/rgb-image.js';
import type { MotionTrack } from '../domain/video.js';
import { estimateMotion } from './estimate-motion.js';
import { toLumaGrid } from './luma-grid.js';

const stepSeconds = 0.1;
const columns = 48;
const rows = 36;
const timingTolerance = 1e-6;

/** Follows how a video moves while its frames stream by: about ten samples a second of source time. */
export class MotionTracker {
  readonly #object: number[] = [];
  readonly #cameraX: number[] = [];
  readonly #cameraY: number[] = [];
  readonly #cameraZoom: number[] = [];
  #dueSeconds = -Infinity;
  #previous: { readonly timeSeconds: number; readonly grid: Float32Array } | undefined;

  /** Takes the next frame in presentation order. */
  push(frame: VideoFrame): void {
    const { timeSeconds } = frame;
    if (timeSeconds < this.#dueSeconds - timingTolerance) return;
    this.#dueSeconds = (timeSeconds - this.#dueSeconds < stepSeconds ? this.#dueSeconds : timeSeconds) + stepSeconds;
    const sample = { timeSeconds, grid: toLumaGrid(frame, columns, rows) };
    if (this.#previous) this.#fill(this.#previous, sample);
    this.#previous = sample;
  }

  /** What has been seen so far; the last sample's change is carried to the end of its step. */
  track(): MotionTrack {
    return {
      stepSeconds,
      object: Float32Array.from(this.#object),
      cameraX: Float32Array.from(this.#cameraX),
      cameraY: Float32Array.from(this.#cameraY),
      cameraZoom: Float32Array.from(this.#cameraZoom),
    };
  }

  /** Writes the change between two samples into every step whose middle lies between them. */
  #fill(from: { readonly timeSeconds: number; readonly grid: Float32Array }, to: typeof from): void {
    const seconds = to.timeSeconds - from.timeSeconds;
    const { object, shiftX, shiftY, growth } = estimateMotion(from.grid, to.grid, columns, rows);
    const end = Math.max(this.#object.length, Math.round(to.timeSeconds / stepSeconds));
    while (this.#object.length < end) {
      // Before the first sample nothing is known; a change over a long step is spread over it.
      const known = (this.#object.length + 0.5) * stepSeconds >= from.timeSeconds;
      this.#object.push(known ? object * Math.min(1, stepSeconds / seconds) : 0);
      this.#cameraX.push(known ? -shiftX / seconds : 0);
      this.#cameraY.push(known ? -shiftY / seconds : 0);
      this.#cameraZoom.push(known ? growth / seconds : 0);
    }
  }
}
