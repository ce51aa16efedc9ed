import { describe, expect, test } from 'vitest';
import type { VideoFrame } from '../../src/domain/rgb-image.js';
import { MotionTracker } from '../../src/indexing/motion-tracker.js';

const [width, height] = [128, 96];

/** A wavy wall seen by a camera, with a bright square in front of it. */
interface View {
  readonly panX?: number;
  readonly panY?: number;
  readonly zoom?: number;
  readonly brightness?: number;
  readonly squareX?: number;
}

function draw(timeSeconds: number, { panX = 0, panY = 0, zoom = 1, brightness = 0, squareX }: View): VideoFrame {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wallX = (x - width / 2) / zoom + panX;
      const wallY = (y - height / 2) / zoom + panY;
      const inSquare = squareX !== undefined && Math.abs(x - squareX) < 9 && Math.abs(y - 60) < 9;
      const wall = 110 + 30 * Math.sin(wallX / 7) + 30 * Math.cos(wallY / 6 + wallX / 19);
      data.fill((inSquare ? 245 : wall) + brightness, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { timeSeconds, width, height, data };
}

/** Two seconds at 25 frames a second. */
function follow(view: (seconds: number) => View, framesPerSecond = 25): ReturnType<MotionTracker['track']> {
  const tracker = new MotionTracker();
  for (let frame = 0; frame <= 2 * framesPerSecond; frame += 1) {
    const seconds = frame / framesPerSecond;
    tracker.push(draw(seconds, view(seconds)));
  }
  return tracker.track();
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the camera', () => {
  test('a pan is measured in picture widths and heights a second, and is no motion of things', () => {
    const track = follow((seconds) => ({ panX: 6.4 * seconds, panY: -4.8 * seconds }));
    expect(track.object).toHaveLength(20);
    expect(mean(track.cameraX)).toBeCloseTo(0.05, 2);
    expect(mean(track.cameraY)).toBeCloseTo(-0.05, 2);
    expect(Math.max(...track.object)).toBeLessThan(0.01);
  });

  test('a zoom is growth a second', () => {
    const track = follow((seconds) => ({ zoom: 1.08 ** seconds }));
    expect(mean(track.cameraZoom)).toBeCloseTo(0.077, 2);
    expect(Math.abs(mean(track.cameraX))).toBeLessThan(0.005);
    expect(Math.max(...track.object)).toBeLessThan(0.01);
  });

  test('a picture that grows darker has no camera movement and nothing that moves', () => {
    const track = follow((seconds) => ({ brightness: -20 * seconds }));
    expect(Math.max(...track.object)).toBeLessThan(0.01);
    expect(Math.max(...track.cameraX.map(Math.abs))).toBeLessThan(0.005);
  });
});

describe('things', () => {
  test('something that moves between two times stands out there, also while the camera pans', () => {
    const moving = (seconds: number): number => 20 + 60 * Math.min(1, Math.max(0, (seconds - 0.6) / 0.8));
    const track = follow((seconds) => ({ panX: 6.4 * seconds, squareX: moving(seconds) }));
    const [before, during, after] = [track.object.slice(0, 5), track.object.slice(7, 13), track.object.slice(15)];
    expect(Math.min(...during)).toBeGreaterThan(4 * Math.max(...before, ...after));
    expect(mean(track.cameraX)).toBeCloseTo(0.05, 1);
  });

  test('time is source time: few frames a second give the same steps', () => {
    const track = follow((seconds) => ({ squareX: seconds < 1 ? 30 : 30 + 40 * (seconds - 1) }), 5);
    expect(track.object).toHaveLength(20);
    expect(Math.max(...track.object.slice(0, 10))).toBeLessThan(0.01);
    expect(Math.min(...track.object.slice(10))).toBeGreaterThan(0.05);
  });
});

test('a plain picture, a single frame and no frame at all are quiet', () => {
  const plain = (timeSeconds: number): VideoFrame => ({
    timeSeconds,
    width: 2,
    height: 2,
    data: new Uint8Array(12).fill(90),
  });
  const tracker = new MotionTracker();
  expect(tracker.track().object).toHaveLength(0);
  tracker.push(plain(0));
  expect(tracker.track().object).toHaveLength(0);
  tracker.push(plain(0.3));
  expect([...tracker.track().object, ...tracker.track().cameraX].every((value) => value === 0)).toBe(true);
});
