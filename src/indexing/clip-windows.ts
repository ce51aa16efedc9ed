import { overlapSeconds, spanSeconds, type TimeSpan } from '../domain/time-span.js';
import type { ClipWindowing } from './contracts.js';

/** A window that the clip encoder looks at. */
export interface ClipWindow {
  readonly shotIndex: number;
  readonly span: TimeSpan;
}

/** A window left of the end of a shot may miss this part of a window's length before another is added. */
const untouchedTail = 0.25;
/** A window given out before its shot's end was known may reach this part of its length into the next shot. */
const overhangAllowed = 0.25;

/** Whether a window, which may have been given out before the end of its shot was known, shows that shot after all. */
export function staysInShot(window: TimeSpan, shot: TimeSpan): boolean {
  return overlapSeconds(window, shot) >= (1 - overhangAllowed) * spanSeconds(window);
}

/**
 * Divides shots into windows while the video streams by: a shot up to `maxWindowSeconds` is one window (without
 * `trimSeconds` at either border, where neighbouring shots bleed in); a longer one is covered by windows of
 * `windowSeconds` that overlap by half and are given out as soon as they are certain.
 */
export class ClipWindowPlanner {
  readonly #windowing: ClipWindowing;
  readonly #trimSeconds: number;
  #shotIndex = 0;
  #shotStart: number;
  #isLong = false;
  #nextStart: number;
  #coveredUntil: number;

  constructor(windowing: ClipWindowing, trimSeconds: number, startSeconds: number) {
    this.#windowing = windowing;
    this.#trimSeconds = trimSeconds;
    this.#shotStart = startSeconds;
    this.#nextStart = startSeconds;
    this.#coveredUntil = startSeconds;
  }

  /** Windows that have become certain now that the current shot is known to last until `certainSeconds`. */
  advance(certainSeconds: number): ClipWindow[] {
    if (!this.#isLong) {
      if (certainSeconds - this.#shotStart <= this.#windowing.maxWindowSeconds) return [];
      this.#isLong = true;
      this.#nextStart = this.#shotStart + this.#trimSeconds;
    }
    const windows: ClipWindow[] = [];
    while (this.#nextStart + this.#windowing.windowSeconds <= certainSeconds) {
      windows.push(this.#windowFrom(this.#nextStart));
      this.#nextStart += this.#windowing.windowSeconds / 2;
    }
    return windows;
  }

  /** The windows still missing of the current shot, which ends at `endSeconds`; the next shot begins there. */
  closeShot(endSeconds: number): ClipWindow[] {
    const windows = this.advance(endSeconds - this.#trimSeconds);
    if (!this.#isLong) {
      windows.push({ shotIndex: this.#shotIndex, span: this.#wholeShot(endSeconds) });
    } else if (endSeconds - this.#coveredUntil > untouchedTail * this.#windowing.windowSeconds) {
      const start = endSeconds - this.#trimSeconds - this.#windowing.windowSeconds;
      windows.push(this.#windowFrom(Math.max(this.#shotStart, start)));
    }
    this.#shotIndex += 1;
    this.#shotStart = endSeconds;
    this.#coveredUntil = endSeconds;
    this.#isLong = false;
    return windows;
  }

  #windowFrom(startSeconds: number): ClipWindow {
    const endSeconds = startSeconds + this.#windowing.windowSeconds;
    this.#coveredUntil = endSeconds;
    return { shotIndex: this.#shotIndex, span: { startSeconds, endSeconds } };
  }

  #wholeShot(endSeconds: number): TimeSpan {
    const trim = Math.min(this.#trimSeconds, 0.1 * (endSeconds - this.#shotStart));
    return { startSeconds: this.#shotStart + trim, endSeconds: endSeconds - trim };
  }
}
