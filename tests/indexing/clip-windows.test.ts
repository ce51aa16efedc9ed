import { describe, expect, it } from 'vitest';
import { ClipWindowPlanner, type ClipWindow } from '../../src/indexing/clip-windows.js';

const windowing = { windowSeconds: 4, maxWindowSeconds: 6.5 };

function bounds(windows: readonly ClipWindow[]): number[][] {
  return windows.map(({ shotIndex, span }) =>
    [shotIndex, span.startSeconds, span.endSeconds].map((value) => Math.round(value * 100) / 100),
  );
}

describe('ClipWindowPlanner', () => {
  it('looks at a short shot as a whole, without its borders', () => {
    const planner = new ClipWindowPlanner(windowing, 0.08, 0);
    expect(planner.advance(6)).toEqual([]);
    expect(bounds(planner.closeShot(6))).toEqual([[0, 0.08, 5.92]]);
    expect(bounds(planner.closeShot(6.2))).toEqual([[1, 6.02, 6.18]]);
  });

  it('covers a long shot with half-overlapping windows as they become certain, to its very end', () => {
    const planner = new ClipWindowPlanner(windowing, 0, 0);
    expect(bounds(planner.advance(9))).toEqual([
      [0, 0, 4],
      [0, 2, 6],
      [0, 4, 8],
    ]);
    expect(bounds(planner.closeShot(11.5))).toEqual([
      [0, 6, 10],
      [0, 7.5, 11.5],
    ]);
    expect(bounds(planner.closeShot(14))).toEqual([[1, 11.5, 14]]);
  });

  it('gives a shot that is long only in hindsight the same windows', () => {
    const planner = new ClipWindowPlanner(windowing, 0, 0);
    expect(bounds(planner.closeShot(8))).toEqual([
      [0, 0, 4],
      [0, 2, 6],
      [0, 4, 8],
    ]);
  });
});
