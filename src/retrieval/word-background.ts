import type { TextEncoder } from '../encoders/contracts.js';
import { describeBackground } from './calibrate-scores.js';

/** What {@link WordBackground} needs. */
export interface WordBackgroundDependencies {
  readonly text: Pick<TextEncoder, 'encode'>;
  /** Some hundred phrases of all sorts, none twice; read at the first search. */
  readonly phrases: () => Promise<readonly string[]>;
}

interface EncodedPhrases {
  readonly vectors: readonly Float32Array[];
  readonly mean: Float32Array;
}

/**
 * How well a description fits a frame compared with other words. Cosines of CLIP say little on their own: any words come
 * within a narrow band of any picture, and a picture that is near to everything is nearest to what is not there as well.
 * So a description's cosine with a frame is measured against the cosines of many everyday phrases with that same frame.
 */
export class WordBackground {
  readonly #text: WordBackgroundDependencies['text'];
  readonly #phrases: WordBackgroundDependencies['phrases'];
  #encoded: Promise<EncodedPhrases> | undefined;

  constructor({ text, phrases }: WordBackgroundDependencies) {
    this.#text = text;
    this.#phrases = phrases;
  }

  /**
   * By how many deviations of the phrases' cosines the description exceeds their mean, for each frame of a shot. The
   * deviation (interquartile range ÷ 1.349) is taken at the frame that is nearest to the description: it hardly changes
   * from frame to frame, the mean does. The phrases are encoded at the first call, once.
   *
   * Throws what the text encoder throws.
   *
   * @param description L2-normalised float32, as are the frames, all in one space.
   */
  async deviations(description: Float32Array, frames: readonly Float32Array[]): Promise<number[]> {
    const { vectors, mean } = await this.#encode();
    const cosines = frames.map((frame) => dot(frame, description));
    const nearest = frames[cosines.indexOf(Math.max(...cosines))];
    if (!nearest || vectors.length === 0) return frames.map(() => 0);
    const { spread } = describeBackground(Float32Array.from(vectors, (vector) => dot(vector, nearest)));
    return frames.map((frame, index) => ((cosines[index] ?? 0) - dot(frame, mean)) / spread);
  }

  #encode(): Promise<EncodedPhrases> {
    this.#encoded ??= this.#encodePhrases().catch((error: unknown) => {
      this.#encoded = undefined;
      throw error;
    });
    return this.#encoded;
  }

  async #encodePhrases(): Promise<EncodedPhrases> {
    const vectors = await this.#text.encode(await this.#phrases());
    const mean = new Float32Array(vectors[0]?.length ?? 0);
    for (const vector of vectors) vector.forEach((value, index) => (mean[index]! += value / vectors.length));
    return { vectors, mean };
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
