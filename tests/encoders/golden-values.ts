import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Reads reference outputs that training/golden.py wrote. */
export function readGolden<T>(name: string, row: z.ZodType<T>): T[] {
  const path = new URL(`golden/${name}.json`, import.meta.url);
  return z.array(row).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** float32 values in base64, little-endian. */
export const packedFloats = z
  .string()
  .transform((text) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer));

/** Cosine of two vectors of equal length; NaN when their lengths differ. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let [dot, aa, bb] = [0, 0, 0];
  a.forEach((value, index) => {
    const other = b[index] ?? 0;
    dot += value * other;
    aa += value * value;
    bb += other * other;
  });
  return dot / Math.sqrt(aa * bb);
}
