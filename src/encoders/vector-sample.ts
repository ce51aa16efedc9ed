import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { VectorSample } from './contracts.js';

/** Where a pack keeps its sample: float32, little endian, one vector after another. */
export interface VectorSampleFiles {
  readonly frames: string;
  readonly clips: string;
}

/** Reads a pack's sample of vectors of `dimensions` numbers. Throws PACK_DAMAGED and PACK_INVALID. */
export async function loadVectorSample(
  folder: string,
  { frames, clips }: VectorSampleFiles,
  dimensions: number,
): Promise<VectorSample> {
  return {
    frames: await readVectors(join(folder, frames), dimensions),
    clips: await readVectors(join(folder, clips), dimensions),
  };
}

async function readVectors(path: string, dimensions: number): Promise<Float32Array[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AskreelError('PACK_DAMAGED', `Cannot read ${path}.`, { hint: 'Install the model pack again.', cause });
  });
  const width = dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.length === 0 || bytes.length % width !== 0) {
    throw new AskreelError('PACK_INVALID', `${path} does not hold vectors of ${dimensions} numbers.`, {
      hint: 'Export the pack again.',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / width }, (_, row) =>
    Float32Array.from({ length: dimensions }, (_, index) => view.getFloat32(row * width + index * 4, true)),
  );
}
