import type { VideoFrame } from '../domain/rgb-image.js';
import { compareLumaGrids, toLumaGrid } from './luma-grid.js';

/** A change between two neighbouring samples. */
export interface LumaChange {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Mean absolute luma difference, 0 to 1. */
  readonly amount: number;
}

/** Sums of intervals are not exact; a frame that is due is not let go for that. */
const timingTolerance = 1e-6;
const samplesPerSecond = 2;
/** Even in a still picture one frame in this time is kept. */
const maxGapSeconds = 4;
/** A sample is a near-duplicate when both its mean and its largest cell change stay below these. */
const duplicateMean = 0.006;
const duplicateLargest = 0.05;

/** Chooses the frames worth a vector: about two a second of source time, less where the picture stands still. */
export class FrameSampler {
  /** Of every two neighbouring samples, kept or not: what shots' motion is computed from. */
  readonly changes: LumaChange[] = [];
  #dueSeconds = -Infinity;
  #previous: { timeSeconds: number; grid: Float32Array } | undefined;
  #kept: { timeSeconds: number; grid: Float32Array } | undefined;

  /** Whether this frame (in presentation order) should get a vector. */
  take(frame: VideoFrame): boolean {
    const { timeSeconds } = frame;
    if (timeSeconds < this.#dueSeconds - timingTolerance) return false;
    const interval = 1 / samplesPerSecond;
    this.#dueSeconds = (timeSeconds - this.#dueSeconds < interval ? this.#dueSeconds : timeSeconds) + interval;
    const sample = { timeSeconds, grid: toLumaGrid(frame) };
    if (this.#previous) {
      const amount = compareLumaGrids(this.#previous.grid, sample.grid).mean;
      this.changes.push({ fromSeconds: this.#previous.timeSeconds, toSeconds: timeSeconds, amount });
    }
    this.#previous = sample;
    if (this.#kept && timeSeconds - this.#kept.timeSeconds < maxGapSeconds) {
      const change = compareLumaGrids(this.#kept.grid, sample.grid);
      if (change.mean < duplicateMean && change.largest < duplicateLargest) return false;
    }
    this.#kept = sample;
    return true;
  }
}
