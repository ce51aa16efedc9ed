import type { TimeSpan } from '../../domain/time-span.js';
import { passesGate, type ActionWindow } from './plan-windows.js';
import type { JudgedWindow } from './score-curves.js';

/** A shot with the windows that could be looked at, and those that were when it was indexed. */
export interface ShotWindows {
  readonly planned: readonly ActionWindow[];
  readonly stored: readonly JudgedWindow[];
  /** Stretches that move; `undefined` where that is not known. */
  readonly moving: readonly TimeSpan[] | undefined;
}

/** Which windows are worth their time. */
export interface WindowChoice {
  /** Indices of the labels that are looked for. */
  readonly labels: readonly number[];
  /** Leaves out windows that the motion says are not needed ({@link passesGate}), where it is known. */
  readonly gate: boolean;
  /** Longest stretch that is judged as one clip. */
  readonly clipSeconds: number;
  readonly most: number;
}

/** The windows to look at, and how many are not. */
export interface ChosenWindows {
  readonly windows: readonly ActionWindow[];
  readonly gated: number;
  readonly leftOut: number;
}

/**
 * Leaves out windows that the motion gate holds back, then those that are too many: first come stretches that move, then long
 * windows, then short ones; each kind in the order of how well the shot fits the labels by what indexing kept.
 */
export function chooseWindows(
  shots: readonly ShotWindows[],
  { labels, gate, clipSeconds, most }: WindowChoice,
): ChosenWindows {
  const ranked = shots.flatMap(({ planned, stored, moving }) => {
    const fit = Math.max(
      0,
      ...stored.map(({ probabilities }) => Math.max(0, ...labels.map((label) => probabilities[label] ?? 0))),
    );
    return planned.map((window) => ({
      window,
      fit,
      passes: !gate || !moving || passesGate(window, moving, clipSeconds),
    }));
  });
  const passing = ranked.filter(({ passes }) => passes);
  const windows = passing
    .sort((a, b) => a.window.rank - b.window.rank || b.fit - a.fit)
    .slice(0, most)
    .map(({ window }) => window);
  return { windows, gated: ranked.length - passing.length, leftOut: passing.length - windows.length };
}
