import { join } from 'node:path';
import { encodeInBatches, splitBatch } from './batches.js';
import type { TextEncoder, VectorSpace } from './contracts.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { ModelPack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import { normaliseVector } from './normalise-vector.js';
import type { FloatTensor, OnnxModel } from './onnx-session.js';
import type { TextRole } from './pack-manifest.js';
import { TextTokenizer } from './text-tokenizer.js';

/** The text tower of a pack's CLIP (Radford et al. 2021). */
export class OnnxTextEncoder implements TextEncoder {
  readonly space: VectorSpace;
  readonly languages: readonly string[];
  readonly #role: TextRole;
  readonly #model: OnnxModel;
  readonly #tokenizer: TextTokenizer;
  readonly #blank: Readonly<Record<string, FloatTensor>>;

  private constructor(
    space: VectorSpace,
    role: TextRole,
    model: OnnxModel,
    tokenizer: TextTokenizer,
    blank: Readonly<Record<string, FloatTensor>>,
  ) {
    this.space = space;
    this.languages = role.languages;
    this.#role = role;
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#blank = blank;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open({ folder, manifest, space }: ModelPack, runtime: ModelRuntime): Promise<OnnxTextEncoder> {
    const role = manifest.roles.text;
    const tokenizer = await TextTokenizer.load(join(folder, role.tokenizer));
    const blank = await blankPicture(role, join(folder, manifest.roles.frame.preprocessor));
    return new OnnxTextEncoder(space, role, runtime.model(modelFiles(folder, role)), tokenizer, blank);
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  encode(texts: readonly string[]): Promise<Float32Array[]> {
    return encodeInBatches(texts, this.#role.batch, async (batch) => {
      const { inputs, outputs, maxTokens } = this.#role;
      const { ids, mask } = this.#tokenizer.encodeBatch(batch, maxTokens);
      const feeds = { [inputs.ids]: ids, ...(inputs.mask !== undefined && { [inputs.mask]: mask }), ...this.#blank };
      const [embeddings] = await this.#model.run(feeds, [outputs.embedding]);
      return splitBatch(embeddings).map(normaliseVector);
    });
  }

  unknownWords(text: string): string[] {
    return this.#role.closedVocabulary ? this.#tokenizer.unknownWords(text) : [];
  }
}

/** A picture without light, for a model that cannot do without: float32 [1, 3, height, width]. */
async function blankPicture({ inputs }: TextRole, preprocessor: string): Promise<Record<string, FloatTensor>> {
  if (inputs.pixels === undefined) return {};
  const { width, height } = await ImagePreprocessor.load(preprocessor);
  const data = new Float32Array(3 * height * width);
  return { [inputs.pixels]: { type: 'float32', data, shape: [1, 3, height, width] } };
}
