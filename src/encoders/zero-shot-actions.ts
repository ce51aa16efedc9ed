import type { ActionWords, TextEncoder } from './contracts.js';
import type { ModelPack } from './load-model-pack.js';
import { meanOfVectors } from './mean-of-rows.js';
import { normaliseVector } from './normalise-vector.js';
import { readVocabulary } from './read-labels.js';
import { softmax } from './softmax.js';
import { defaultPrompts, labelSlot, type ZeroShotSettings } from './zero-shot-settings.js';

/** How labels become sentences and cosines become probabilities. */
export type ZeroShotManner = Pick<ZeroShotSettings, 'prompts' | 'weight' | 'logitScale'>;

/** For packs that do not say. */
export const defaultZeroShotManner: ZeroShotManner = { prompts: [...defaultPrompts], weight: 0.5, logitScale: 100 };

/**
 * Zero-shot actions (CLIP, Radford et al. 2021): a label's vector is the mean of its sentences' vectors, a clip's
 * score the mean cosine of its frames, and a softmax at CLIP's own scale makes probabilities of them. Sentences with
 * words that a closed vocabulary lacks are left out; where none is left the label stands alone.
 */
export class ZeroShotActions implements ActionWords {
  readonly labels: readonly string[];
  readonly weight: number;
  readonly #text: Pick<TextEncoder, 'encode' | 'unknownWords'>;
  readonly #manner: ZeroShotManner;
  #labelVectors: Promise<readonly Float32Array[]> | undefined;

  constructor(
    text: Pick<TextEncoder, 'encode' | 'unknownWords'>,
    labels: readonly string[],
    manner: ZeroShotManner = defaultZeroShotManner,
  ) {
    this.labels = labels;
    this.weight = manner.weight;
    this.#text = text;
    this.#manner = manner;
  }

  /** Reads the vocabulary of a pack's manifest. Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(
    settings: ZeroShotSettings,
    { folder }: Pick<ModelPack, 'folder'>,
    text: TextEncoder,
  ): Promise<ZeroShotActions> {
    return new ZeroShotActions(text, await readVocabulary(settings.vocabulary, folder), settings);
  }

  /** The labels' vectors are made at the first call, once. Throws what the text encoder throws. */
  async classify(frameVectors: readonly Float32Array[]): Promise<Float32Array> {
    const vectors = await this.#vectors();
    const mean = meanOfVectors(frameVectors);
    return softmax(Float32Array.from(vectors, (vector) => this.#manner.logitScale * dot(vector, mean)));
  }

  withLabels(labels: readonly string[]): ZeroShotActions {
    return new ZeroShotActions(this.#text, labels, this.#manner);
  }

  #vectors(): Promise<readonly Float32Array[]> {
    this.#labelVectors ??= this.#encodeLabels().catch((error: unknown) => {
      this.#labelVectors = undefined;
      throw error;
    });
    return this.#labelVectors;
  }

  async #encodeLabels(): Promise<Float32Array[]> {
    const known = this.#manner.prompts.filter(
      (prompt) => this.#text.unknownWords(prompt.replaceAll(labelSlot, ' ')).length === 0,
    );
    const prompts = known.length > 0 ? known : [labelSlot];
    const sentences = this.labels.flatMap((label) =>
      prompts.map((prompt) => prompt.replaceAll(labelSlot, () => label)),
    );
    const encoded = await this.#text.encode(sentences);
    return this.labels.map((_, index) =>
      normaliseVector(meanOfVectors(encoded.slice(index * prompts.length, (index + 1) * prompts.length))),
    );
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
