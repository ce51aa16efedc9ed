import { describe, expect, test } from 'vitest';
import type { MotionTrack } from '../../../src/domain/video.js';
import { describeMotion } from '../../../src/retrieval/actions/describe-motion.js';
import { trackOf } from './motion-tracks.js';

const shot = { startSeconds: 0, endSeconds: 5 };
const still = trackOf([50, 0.01]);
const acting = trackOf([10, 0.01], [30, 0.05], [10, 0.01]);

/** A track whose camera moves as said, at each of its steps. */
function moved(
  track: MotionTrack,
  speed: (step: number) => { readonly x?: number; readonly y?: number; readonly zoom?: number },
): MotionTrack {
  const of = (part: 'x' | 'y' | 'zoom') => track.object.map((_, step) => speed(step)[part] ?? 0);
  return { ...track, cameraX: of('x'), cameraY: of('y'), cameraZoom: of('zoom') };
}

describe('how a shot moves, in words', () => {
  test.each([
    ['the camera stays still; nothing moves', still],
    ['the camera drifts left; nothing moves', moved(still, () => ({ x: -0.01 }))],
    ['the camera turns right and up; nothing moves', moved(still, () => ({ x: 0.08, y: -0.06 }))],
    ['the camera turns fast down; nothing moves', moved(still, () => ({ y: 0.3, x: 0.01 }))],
    ['the camera comes slowly nearer; nothing moves', moved(still, () => ({ zoom: 0.02 }))],
    ['the camera turns left and goes back; nothing moves', moved(still, () => ({ x: -0.05, zoom: -0.06 }))],
    ['the camera shakes; nothing moves', moved(still, (step) => ({ x: 0.06 * Math.cos(step * Math.PI) * (step % 3) }))],
    ['the camera stays still; something moves 0:00.9–0:04.1', acting],
    ['the camera stays still; something moves a lot 0:00.9–0:04.1', trackOf([10, 0.01], [30, 0.3], [10, 0.01])],
    ['the camera stays still; something moves a little 0:00.9–0:04.1', trackOf([10, 0.008], [30, 0.016], [10, 0.008])],
  ])('%s', (words, track) => {
    expect(describeMotion(track, shot).words).toBe(words);
  });

  test('something large that moves does not pass for the camera where it rests before and after', () => {
    const track = moved(acting, (step) => ({ x: step >= 10 && step < 40 ? -0.1 : 0.001 }));
    expect(describeMotion(track, shot)).toMatchObject({
      words: 'the camera stays still; something moves 0:00.9–0:04.1',
      camera: { sure: true },
    });
  });

  test('what moves all the time leaves the camera in doubt', () => {
    const track = moved(trackOf([50, 0.1], [50, 0.01]), (step) => ({ x: step < 50 ? -0.1 : 0 }));
    expect(describeMotion(track, shot).words).toBe('the camera perhaps turns left; something moves 0:00.0–0:05.0');
  });
});
