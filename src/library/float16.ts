const floatView = new Float32Array(1);
const bitView = new Uint32Array(floatView.buffer);

/** The largest finite float16. */
export const float16Maximum = 65504;

/** Bits of the float16 nearest to a float32 given by its bits (ties to even); too large values become ±65504. */
function halfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 and more would round to infinity, which would spoil every sum it enters.
  if (magnitude >= 0x477ff000) return sign | 0x7bff;
  if (magnitude < 0x33000000) return sign;
  const exponent = magnitude >>> 23;
  if (exponent >= 113) {
    const rebased = magnitude - 0x38000000;
    return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
  }
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const shift = 126 - exponent;
  const half = 1 << (shift - 1);
  return sign | ((significand + half - 1 + ((significand >>> shift) & 1)) >>> shift);
}

/** Value of a float16 given by its bits. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const significand = bits & 0x3ff;
  if (exponent === 0) return sign * significand * 2 ** -24;
  if (exponent === 31) return significand === 0 ? sign * Infinity : NaN;
  return sign * (1 + significand / 1024) * 2 ** (exponent - 15);
}

let valueOfBits: Float32Array | undefined;

/**
 * float32 → float16 bits (IEEE 754 binary16, round half to even). The relative error is at most 2^-11 from 2^-14 up
 * and the absolute error at most 2^-25 below; values beyond ±65504 are held at ±65504; NaN stays NaN.
 */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    floatView[0] = values[index] ?? 0;
    halves[index] = halfBits(bitView[0] ?? 0);
  }
  return halves;
}

/** float16 bits → float32, exact. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  valueOfBits ??= Float32Array.from({ length: 65_536 }, (_, bits) => halfValue(bits));
  const values = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index += 1) values[index] = valueOfBits[halves[index] ?? 0] ?? 0;
  return values;
}
