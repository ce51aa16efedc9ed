import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporalIou } from '../../src/domain/time-span.js';
import type { Video } from '../../src/domain/video.js';
import { normaliseVector } from '../../src/encoders/normalise-vector.js';
import type { FrameVector, Library } from '../../src/library/contracts.js';
import { openLibrary } from '../../src/library/open-library.js';
import { LibraryMomentSearch } from '../../src/retrieval/library-moment-search.js';
import { WordBackground } from '../../src/retrieval/word-background.js';

/** Real CLIP vectors of one real video and of many words; not part of the repository. */
const real = fileURLToPath(new URL('../../../shared/real-clip/', import.meta.url));
/** What the video shows, or may be said to show: neither asked for as absent nor missed where it is not found. */
const shown = /barbell|dumbbell|gym|sportswear|person|weightlift|shoe|sock|shirt|short_pants|mat_|belt|wall|pole/i;

describe.skipIf(!existsSync(`${real}manifest.json`))(
  'searching 90 frames of a woman lifting a barbell with vectors of a real CLIP (skipped where there are none)',
  () => {
    const space = { packId: 'real-clip', revision: '1', dimensions: 512 };
    let names: readonly string[];
    let texts: ReadonlyMap<string, Float32Array>;
    let folder: string;
    let library: Library;
    let search: LibraryMomentSearch;

    beforeAll(async () => {
      const manifest = z
        .object({
          dims: z.int(),
          frames: z.object({ times_ms: z.array(z.number()) }),
          texts: z.object({ names: z.array(z.string()) }),
        })
        .parse(JSON.parse(readFileSync(`${real}manifest.json`, 'utf8')));
      const readRows = (file: string): Float32Array[] => {
        const floats = new Float32Array(Uint8Array.from(readFileSync(`${real}${file}`)).buffer);
        return Array.from({ length: floats.length / manifest.dims }, (_, row) =>
          normaliseVector(floats.slice(row * manifest.dims, (row + 1) * manifest.dims)),
        );
      };
      names = manifest.texts.names;
      texts = new Map(readRows('texts.f32').map((vector, index) => [`a ${names[index]?.toLowerCase()}`, vector]));
      const vectors = readRows('frames.f32');
      const lift = vectors.map((embedding, index) => ({
        timeSeconds: (manifest.frames.times_ms[index] ?? 0) / 1000,
        embedding,
      }));

      folder = await mkdtemp(join(tmpdir(), 'askreel-real-clip-'));
      library = openLibrary(folder, { space });
      commitTake(library, 'lift', lift);
      // The lift as the middle of one long take, between the same room with a zebra and with a sofa in the barbell's place.
      const instead = (name: string, from: number): FrameVector[] =>
        lift.map(({ timeSeconds, embedding }) => ({
          timeSeconds: from + timeSeconds,
          embedding: exchange(embedding, vectorOf('barbell'), vectorOf(name)),
        }));
      const later = lift.map(({ timeSeconds, embedding }) => ({ timeSeconds: 18 + timeSeconds, embedding }));
      commitTake(library, 'long take', [...instead('zebra', 0), ...later, ...instead('sofa', 36)]);

      const text = {
        space,
        encode: (asked: readonly string[]) => Promise.resolve(asked.map((item) => texts.get(item)!)),
        unknownWords: () => [],
      };
      const phrases = names.filter((_, index) => index % 2 === 1).map((name) => `a ${name.toLowerCase()}`);
      const words = new WordBackground({ text, phrases: () => Promise.resolve(phrases) });
      search = new LibraryMomentSearch({ library, encoders: { text }, words });
    });
    afterAll(async () => {
      library.close();
      await rm(folder, { recursive: true });
    });

    const vectorOf = (name: string): Float32Array => texts.get(`a ${name}`)!;
    const find = (name: string, videoIds?: string[]) =>
      search.search({ description: `a ${name.toLowerCase()}`, ...(videoIds && { videoIds }) });

    it('finds the barbell, in both videos, with its start and end', async () => {
      const { verdict, confidence, moments } = await find('barbell');
      expect(verdict).toBe('found');
      expect(confidence).toBeGreaterThan(0.9);
      const inLift = moments.find(({ videoId }) => videoId === 'lift');
      const inLongTake = moments.find(({ videoId }) => videoId === 'long take');
      expect(temporalIou(inLift!.span, { startSeconds: 0, endSeconds: 18 })).toBeGreaterThan(0.9);
      expect(temporalIou(inLongTake!.span, { startSeconds: 18, endSeconds: 36 })).toBeGreaterThan(0.8);
    });

    it('refuses at least a hundred words whose things are not there', async () => {
      const asked = names.filter((name, index) => index % 2 === 0 && index % 5 !== 0 && !shown.test(name));
      const found: string[] = [];
      for (const name of asked) if ((await find(name, ['lift'])).verdict === 'found') found.push(name);
      console.info(`found of ${asked.length} absent words: ${found.join(', ') || 'none'}`);
      expect(asked.length - found.length).toBeGreaterThanOrEqual(100);
      expect(found.length / asked.length).toBeLessThan(0.01);
    });
  },
);

/** A picture's vector after one thing has been put in another's place: CLIP's space is nearly additive in what is seen. */
function exchange(frame: Float32Array, out: Float32Array, into: Float32Array): Float32Array {
  return normaliseVector(frame.map((value, index) => value + 0.3 * ((into[index] ?? 0) - (out[index] ?? 0))));
}

/** A video of one shot. */
function commitTake(library: Library, id: string, frames: readonly FrameVector[]): void {
  const span = { startSeconds: 0, endSeconds: (frames.at(-1)?.timeSeconds ?? 0) + 0.2 };
  const video: Video = {
    id,
    path: `/${id}.mp4`,
    title: id,
    contentHash: id,
    sizeBytes: 1,
    modifiedMs: 0,
    durationSeconds: span.endSeconds,
    width: 320,
    height: 240,
    codec: 'h264',
    hasAudio: false,
    familiarity: 'familiar',
    warnings: [],
    indexedAt: '2026-01-01T00:00:00.000Z',
  };
  library.commit({ video, shots: [{ index: 0, span, motion: 0.1 }], frames, clips: [], transcript: [] });
}
