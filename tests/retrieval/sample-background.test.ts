import { describe, expect, it } from 'vitest';
import type { VectorSample } from '../../src/encoders/contracts.js';
import type { LibraryReader } from '../../src/library/contracts.js';
import { sampleBackground } from '../../src/retrieval/sample-background.js';

const query = Float32Array.of(1, 0);
/** Vectors of which the query's cosine is the number given. */
const vectors = (...cosines: number[]): Float32Array[] =>
  cosines.map((cosine) => Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine)));
const sample: VectorSample = { frames: vectors(0.1, 0.2, 0.3), clips: vectors(0.5, 0.5, 0.5) };

function libraryOf(cosines: readonly number[]): LibraryReader {
  return { sampleScores: () => Float32Array.from(cosines) } as Partial<LibraryReader> as LibraryReader;
}

describe('the background of a query', () => {
  it('is filled up from the pack where the library is small', () => {
    expect(sampleBackground(query, 'frame', libraryOf([0.9, 0.95]), undefined).median).toBeCloseTo(0.95, 6);
    expect(sampleBackground(query, 'frame', libraryOf([0.9, 0.95]), sample).median).toBeCloseTo(0.3, 6);
    expect(sampleBackground(query, 'clip', libraryOf([0.9, 0.95]), sample).median).toBeCloseTo(0.5, 6);
  });

  it("is the library's own where that gives a sample", () => {
    const own = Array.from({ length: 512 }, (_, index) => index / 512);
    const background = sampleBackground(query, 'frame', libraryOf(own), sample);
    expect(background).toEqual(sampleBackground(query, 'frame', libraryOf(own), undefined));
  });
});
