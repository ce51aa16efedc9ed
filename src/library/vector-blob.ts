import { AskreelError } from '../domain/coded-error.js';
import { decodeFloat16, encodeFloat16 } from './float16.js';

/**
 * A copy of length 1 (a zero vector stays zero).
 *
 * @throws AskreelError `SPACE_MISMATCH` when it has not the dimensions asked for, `BAD_ARGUMENT` when a component is
 * not finite.
 */
export function unitVector(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length !== dimensions) {
    throw new AskreelError(
      'SPACE_MISMATCH',
      `A vector of ${vector.length} dimensions does not belong to this library, whose vectors have ${dimensions}.`,
      { hint: 'Use the model pack that the library was made with.' },
    );
  }
  let squares = 0;
  for (const component of vector) squares += component * component;
  if (!Number.isFinite(squares))
    throw new AskreelError('BAD_ARGUMENT', 'A vector holds a component that is not finite.');
  if (squares === 0) return vector.slice();
  const scale = 1 / Math.sqrt(squares);
  return vector.map((component) => component * scale);
}

/** Inner product of two vectors of one length: the cosine, when both are unit vectors. */
export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** float32 as SQLite keeps it: little-endian bytes, sharing the vector's memory. */
export function floatBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Reads {@link floatBlob}. */
export function floatsFromBlob(blob: Buffer): Float32Array {
  // A small blob lies anywhere in Node's buffer pool; a view needs a multiple of four.
  if (blob.byteOffset % 4 === 0) return new Float32Array(blob.buffer, blob.byteOffset, blob.byteLength >> 2);
  const floats = new Float32Array(blob.byteLength >> 2);
  Buffer.from(floats.buffer).set(blob);
  return floats;
}

/** float32 as a float16 blob of half the size. */
export function halfBlob(values: Float32Array): Buffer {
  return Buffer.from(encodeFloat16(values).buffer);
}

/** Reads {@link halfBlob}. */
export function floatsFromHalfBlob(blob: Buffer): Float32Array {
  const halves = new Uint16Array(blob.byteLength >> 1);
  Buffer.from(halves.buffer).set(blob);
  return decodeFloat16(halves);
}
