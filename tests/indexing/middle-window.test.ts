import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import type { ClipWindow } from '../../src/indexing/clip-windows.js';
import { MiddleWindow } from '../../src/indexing/middle-window.js';

const image: RgbImage = { width: 1, height: 1, data: new Uint8Array(3) };
const window = (startSeconds: number, shotIndex = 0): ClipWindow => ({
  shotIndex,
  span: { startSeconds, endSeconds: startSeconds + 4 },
});
const shot = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('MiddleWindow', () => {
  it('gives the window nearest to the middle of the shot, and then begins anew', () => {
    const middle = new MiddleWindow();
    for (const start of [0, 2, 4, 6, 8]) middle.offer(window(start), () => [image]);
    expect(middle.take(shot(0, 12))?.span.startSeconds).toBe(4);
    expect(middle.take(shot(12, 20))).toBeUndefined();
    middle.offer(window(14, 1), () => [image]);
    expect(middle.take(shot(12, 20))).toMatchObject({ shotIndex: 1, span: { startSeconds: 14 } });
  });

  it('holds few frames of an endless shot, and still finds its middle', () => {
    const middle = new MiddleWindow();
    let picked = 0;
    for (let start = 0; start < 3600; start += 2) {
      middle.offer(window(start), () => {
        picked += 1;
        return [image];
      });
    }
    const found = middle.take(shot(0, 3602))?.span.startSeconds ?? Number.NaN;
    expect(Math.abs(found + 2 - 1801)).toBeLessThanOrEqual(3602 / 8);
    expect(picked).toBeLessThan(60);
  });

  it('takes no window that shows the next shot, nor one without frames', () => {
    const middle = new MiddleWindow();
    middle.offer(window(0), () => []);
    middle.offer(window(4), () => [image]);
    expect(middle.take(shot(0, 6))).toBeUndefined();
  });
});
