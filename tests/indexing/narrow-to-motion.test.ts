import { expect, test } from 'vitest';
import type { MotionTrack } from '../../src/domain/video.js';
import { narrowToMotion } from '../../src/indexing/narrow-to-motion.js';

const shot = { startSeconds: 2, endSeconds: 8 };
const whole = { shotIndex: 1, span: { startSeconds: 2.1, endSeconds: 7.9 } };

/** Ten seconds of which something moves between two times. */
function movesBetween(from: number, to: number): MotionTrack {
  const object = Float32Array.from({ length: 100 }, (_, step) => (step / 10 >= from && step / 10 < to ? 0.1 : 0.008));
  const still = new Float32Array(100);
  return { stepSeconds: 0.1, object, cameraX: still, cameraY: still, cameraZoom: still };
}

test('a window over a shot is drawn in to what moves, with some rest at either side', () => {
  const { shotIndex, span } = narrowToMotion(whole, shot, movesBetween(4, 6));
  expect(shotIndex).toBe(1);
  expect(span.startSeconds).toBeGreaterThan(3.5);
  expect(span.startSeconds).toBeLessThan(3.8);
  expect(span.endSeconds).toBeGreaterThan(6.2);
  expect(span.endSeconds).toBeLessThan(6.5);
});

test('it never grows, and stays whole where nothing moves', () => {
  expect(narrowToMotion(whole, shot, movesBetween(0, 10))).toEqual(whole);
  expect(narrowToMotion(whole, shot, movesBetween(0, 0))).toEqual(whole);
  const { span } = narrowToMotion(whole, shot, movesBetween(1, 5));
  expect(span.startSeconds).toBe(whole.span.startSeconds);
});

test('one of several windows of a long shot stays', () => {
  const window = { shotIndex: 1, span: { startSeconds: 2, endSeconds: 6 } };
  expect(narrowToMotion(window, shot, movesBetween(3, 4))).toEqual(window);
});
