import { describe, expect, it } from 'vitest';
import { bestStretches } from '../../../src/retrieval/highlights/best-stretches.js';
import { clipMeans } from '../../../src/retrieval/highlights/clip-saliency.js';
import { eventfulCurve } from '../../../src/retrieval/highlights/eventful-curve.js';
import type { VideoEvidence } from '../../../src/retrieval/spans/video-evidence.js';

/** A curve of quarter seconds that is high in some stretches. */
function curveOf(seconds: number, ...high: readonly (readonly [from: number, to: number, value: number])[]) {
  return Float32Array.from({ length: seconds * 4 }, (_, step) => {
    const at = (step + 0.5) / 4;
    return high.find(([from, to]) => at >= from && at < to)?.[2] ?? 0.05;
  });
}

describe('bestStretches', () => {
  it('takes the whole of each peak, in time order', () => {
    const found = bestStretches(curveOf(30, [5, 8, 0.7], [20, 23, 0.9]), 20, 30);
    expect(found).toMatchObject([
      { startSeconds: 5, endSeconds: 8 },
      { startSeconds: 20, endSeconds: 23 },
    ]);
    expect(found[0]?.saliency).toBeCloseTo(0.7);
  });

  it.each([2, 5, 10, 60])('keeps to %d s, inside the video, without overlap', (seconds) => {
    const noisy = Float32Array.from(
      { length: 161 },
      (_, step) => 0.5 + 0.4 * Math.sin(step * 1.3) * Math.cos(step / 9),
    );
    const found = bestStretches(noisy, seconds, 40.1);
    expect(found.length).toBeGreaterThan(0);
    expect(found.reduce((sum, one) => sum + one.endSeconds - one.startSeconds, 0)).toBeLessThanOrEqual(seconds);
    expect(found.at(-1)!.endSeconds).toBeLessThanOrEqual(40.1);
    for (const [index, one] of found.entries()) {
      if (index > 0) expect(one.startSeconds).toBeGreaterThanOrEqual(found[index - 1]!.endSeconds);
    }
  });

  it('does not let one long scene take everything', () => {
    const [first] = bestStretches(curveOf(40, [0, 30, 0.9]), 20, 40);
    expect(first!.endSeconds - first!.startSeconds).toBeLessThanOrEqual(6);
  });
});

describe('clipMeans', () => {
  it('speaks of each two seconds, the rest of them at the end', () => {
    expect([...clipMeans(curveOf(5, [2, 4, 1], [4, 5, 0.5]), 0.25)].map((value) => value.toFixed(2))).toEqual([
      '0.05',
      '1.00',
      '0.50',
    ]);
  });
});

describe('eventfulCurve', () => {
  it('is high while something moves, and flat where motion was not kept', () => {
    const object = Float32Array.from({ length: 100 }, (_, step) => (step >= 40 && step < 70 ? 0.1 : 0.01));
    const evidence: VideoEvidence = {
      durationSeconds: 10,
      shots: [{ span: { startSeconds: 0, endSeconds: 10 } }],
      frames: [],
      clips: [],
      motion: { stepSeconds: 0.1, object, cameraX: object, cameraY: object, cameraZoom: object },
    };
    const curve = eventfulCurve(evidence, []);
    expect(curve).toHaveLength(40);
    expect(curve[22]!).toBeGreaterThan(4 * curve[4]!);
    expect(new Set(eventfulCurve({ ...evidence, motion: undefined }, [])).size).toBe(1);
  });
});
