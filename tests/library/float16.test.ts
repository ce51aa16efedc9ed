import { expect, test } from 'vitest';
import { decodeFloat16, encodeFloat16, float16Maximum } from '../../src/library/float16.js';
import { seededNumbers } from './sample-video.js';

test('every float16 comes back bit by bit', () => {
  const finite = Uint16Array.from({ length: 65_536 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
  const back = encodeFloat16(decodeFloat16(finite));
  expect(finite.filter((bits, index) => back[index] !== bits)).toHaveLength(0);
});

test('agrees with the bit patterns of IEEE 754', () => {
  const known: [number, number][] = [
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [1 + 2 ** -11, 0x3c00], // a tie goes to the even neighbour …
    [1 + 3 * 2 ** -11, 0x3c02], // … in either direction
    [2 ** -25, 0x0000],
    [3 * 2 ** -25, 0x0002],
    [2 ** -14 - 2 ** -26, 0x0400], // a subnormal that rounds up to a normal number
    [-0, 0x8000],
  ];
  for (const [value, bits] of known) expect(encodeFloat16(Float32Array.of(value))[0], String(value)).toBe(bits);
});

test('rounds within half a unit in the last place', () => {
  const next = seededNumbers(1);
  const values = Float32Array.from({ length: 20_000 }, () => next() * 2 ** Math.round(next() * 20 - 5));
  const back = decodeFloat16(encodeFloat16(values));
  const isWithin = (value: number, index: number) =>
    Math.abs(back[index]! - value) <= Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
  expect(values.every(isWithin)).toBe(true);
});

test('holds what is too large at the largest number and keeps NaN', () => {
  const back = decodeFloat16(encodeFloat16(Float32Array.of(1e9, -Infinity, 65519, NaN)));
  expect([...back]).toEqual([float16Maximum, -float16Maximum, float16Maximum, NaN]);
});
