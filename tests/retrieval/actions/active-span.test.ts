import { describe, expect, test } from 'vitest';
import type { MotionTrack } from '../../../src/domain/video.js';
import { activeSpan, activeSpans } from '../../../src/retrieval/actions/active-span.js';

/** A track of steps of 0.1 s from stretches of one level each: [steps, level]. Every other step is a little quieter. */
export function trackOf(...stretches: readonly (readonly [steps: number, level: number])[]): MotionTrack {
  const levels = stretches.flatMap(([steps, level]) => Array.from({ length: steps }, () => level));
  const quiet = new Float32Array(levels.length);
  return {
    stepSeconds: 0.1,
    object: Float32Array.from(levels, (level, index) => level * (1 - 0.1 * (index % 2))),
    cameraX: quiet,
    cameraY: quiet,
    cameraZoom: quiet,
  };
}

const shot = { startSeconds: 0, endSeconds: 5 };

describe('the active span of a shot', () => {
  test('is found between rest and rest, whatever the rest level', () => {
    for (const noise of [0.004, 0.03]) {
      const found = activeSpan(trackOf([12, noise], [25, 8 * noise], [13, noise]), shot);
      expect(found?.startSeconds).toBeCloseTo(1.125, 2);
      expect(found?.endSeconds).toBeCloseTo(3.775, 2);
    }
  });

  test('keeps a pause inside, and a slow fade that hardly stands out', () => {
    expect(activeSpan(trackOf([10, 0.01], [8, 0.2], [2, 0.01], [8, 0.2], [22, 0.01]), shot)?.endSeconds).toBeCloseTo(
      2.9,
      1,
    );
    const fade = activeSpan(trackOf([15, 0.008], [20, 0.015], [15, 0.008]), shot);
    expect(fade?.startSeconds).toBeCloseTo(1.45, 1);
    expect(fade?.endSeconds).toBeCloseTo(3.55, 1);
  });

  test('leaves out what a cut or a fade bleeds into the ends, but not an action that fills the shot', () => {
    const bled = activeSpan(trackOf([3, 0.6], [10, 0.01], [20, 0.1], [13, 0.01], [4, 0.5]), shot);
    expect(bled?.startSeconds).toBeCloseTo(1.25, 1);
    expect(bled?.endSeconds).toBeCloseTo(3.35, 1);
    const full = activeSpan(trackOf([50, 0.1], [50, 0.01]), shot);
    expect(full).toMatchObject({ startSeconds: 0, endSeconds: 5 });
  });

  test('does not take a single spike for motion', () => {
    expect(activeSpan(trackOf([20, 0.01], [1, 0.4], [29, 0.01]), shot)).toBeUndefined();
    expect(activeSpan(trackOf([50, 0.01]), shot)).toBeUndefined();
    expect(activeSpan(trackOf(), shot)).toBeUndefined();
    expect(activeSpan(trackOf([10, 0.01]), { startSeconds: 3, endSeconds: 5 })).toBeUndefined();
  });

  test('stretches far apart are two', () => {
    const spans = activeSpans(trackOf([20, 0.01], [20, 0.1], [40, 0.01], [30, 0.2], [20, 0.01]), {
      startSeconds: 0,
      endSeconds: 13,
    });
    expect(spans.map(({ startSeconds }) => Math.round(startSeconds * 10) / 10)).toEqual([1.9, 7.9]);
    expect(spans[1]?.strength).toBeGreaterThan(spans[0]?.strength ?? 0);
  });
});
