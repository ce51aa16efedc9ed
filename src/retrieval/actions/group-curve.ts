import type { TimeSpan } from '../../domain/time-span.js';

/** Levels at which a curve is cut, as parts of its highest value. */
const levels = [0.3, 0.5, 0.7];
/** Dips up to this part of a group do not end it. */
const toleratedGap = 0.15;

/**
 * Stretches in which a curve stays high, at several levels (temporal actionness grouping, Zhao et al. 2017): the flooded
 * basins of the curve turned over, joined where the gap between them is small beside them.
 *
 * @param curve one value a step of `stepSeconds`, from `startSeconds` on.
 */
export function groupCurve(curve: Float32Array, startSeconds: number, stepSeconds: number): TimeSpan[] {
  const peak = Math.max(0, ...curve);
  if (peak === 0) return [];
  const spans = new Map<string, TimeSpan>();
  for (const level of levels) {
    for (const [start, end] of runsAbove(curve, level * peak)) {
      const span = { startSeconds: startSeconds + start * stepSeconds, endSeconds: startSeconds + end * stepSeconds };
      spans.set(`${start}-${end}`, span);
    }
  }
  return [...spans.values()];
}

function runsAbove(curve: Float32Array, level: number): [start: number, end: number][] {
  const runs: [start: number, end: number][] = [];
  for (const [step, value] of curve.entries()) {
    if (value < level) continue;
    const last = runs.at(-1);
    if (last && step - last[1] <= toleratedGap * (step + 1 - last[0])) last[1] = step + 1;
    else runs.push([step, step + 1]);
  }
  return runs;
}
