import { createHash } from 'node:crypto';
import type { IndexedVideo } from '../../src/library/contracts.js';
import type { LibrarySpace } from '../../src/library/library-space.js';

export const space: LibrarySpace = { packId: 'sample', revision: '1', dimensions: 8 };

/** Numbers in (-1, 1), always the same for one seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * 2 - 1;
  };
}

/** A random unit vector. */
export function randomUnitVector(next: () => number, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => next() + next() + next());
  const length = Math.hypot(...vector);
  return vector.map((component) => component / length);
}

/** The vector of a video's n-th frame or clip in {@link sampleVideo}. */
export function sampleVector(seed: number, row: number, dimensions = space.dimensions): Float32Array {
  return randomUnitVector(seededNumbers(seed * 10_007 + row), dimensions);
}

/**
 * A video told by its seed: shots of four seconds, in each two frames and two clips. Frame n has the vector of row n,
 * clip n of row 1000 + n.
 */
export function sampleVideo(seed: number, shotCount = 3, dimensions = space.dimensions): IndexedVideo {
  const contentHash = createHash('sha256').update(String(seed)).digest('hex');
  const shots = Array.from({ length: shotCount }, (_, index) => ({
    index,
    span: { startSeconds: index * 4, endSeconds: index * 4 + 4 },
    caption: `a red dog jumps over box ${seed} in shot ${index}`,
    captionConfidence: 0.5,
    motion: 0.25,
  }));
  const halves = Array.from({ length: shotCount * 2 }, (_, half) => half);
  return {
    video: {
      id: contentHash.slice(0, 16),
      path: `/videos/episode-${seed}.mp4`,
      title: `episode-${seed}`,
      contentHash,
      sizeBytes: 1000 + seed,
      modifiedMs: 1_700_000_000_000.25 + seed,
      durationSeconds: shotCount * 4,
      width: 320,
      height: 240,
      codec: 'h264',
      hasAudio: false,
      familiarity: 'familiar',
      warnings: ['two frames were damaged'],
      indexedAt: '2030-01-01T00:00:00.000Z',
    },
    shots,
    frames: halves.map((half) => ({ timeSeconds: half * 2 + 0.5, embedding: sampleVector(seed, half, dimensions) })),
    clips: halves.map((half) => ({
      span: { startSeconds: half * 2, endSeconds: half * 2 + 2 },
      shotIndex: half >> 1,
      embedding: sampleVector(seed, 1000 + half, dimensions),
      tokens: { patches: sampleVector(seed, 2000 + half, 24), clip: sampleVector(seed, 3000 + half, 12) },
      actions: [
        { label: 'jumps', probability: 0.75 },
        { label: 'appears', probability: 0.25 },
      ],
    })),
    transcript: shots.map(({ index, span }) => ({ span, text: `Line ${index} of ${seed} about the old lighthouse.` })),
  };
}
