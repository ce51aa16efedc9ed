import { describe, expect, it } from 'vitest';
import { isNearDuplicate, motionEnergy } from '../../src/media/motion-energy.js';

function picture(paint: (x: number, y: number) => number): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(96 * 96 * 3);
  for (let index = 0; index < 96 * 96; index += 1)
    data.fill(paint(index % 96, Math.floor(index / 96)), index * 3, index * 3 + 3);
  return { width: 96, height: 96, data };
}
const grey = picture(() => 100);

describe('motionEnergy', () => {
  it('is the mean luma change from 0 to 1', () => {
    expect(motionEnergy(grey, grey)).toBe(0);
    expect(
      motionEnergy(
        picture(() => 0),
        picture(() => 255),
      ),
    ).toBeCloseTo(1, 6);
    expect(
      motionEnergy(
        grey,
        picture((x) => (x < 48 ? 100 : 151)),
      ),
    ).toBeCloseTo(0.1, 3);
  });

  it('refuses frames of different sizes', () => {
    expect(() => motionEnergy(grey, { width: 2, height: 2, data: new Uint8Array(12) })).toThrow(/compared/);
  });
});

describe('isNearDuplicate', () => {
  it('overlooks grain but not a small thing that moves', () => {
    const grain = picture((x, y) => 100 + ((x * 7 + y * 13) % 3) - 1);
    const speck = picture((x, y) => (x >= 40 && x < 46 && y >= 40 && y < 46 ? 160 : 100));
    expect(isNearDuplicate(grey, grain)).toBe(true);
    expect(isNearDuplicate(grey, speck)).toBe(false);
  });
});
