import { join } from 'node:path';
import { encodeInBatches, splitBatch } from './batches.js';
import type { TextEncoder, VectorSpace } from './contracts.js';
import type { ModelPack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import { normaliseVector } from './normalise-vector.js';
import type { OnnxModel } from './onnx-session.js';
import type { TextRole } from './pack-manifest.js';
import { TextTokenizer } from './text-tokenizer.js';

/** The text tower of a pack's CLIP (Radford et al. 2021). */
export class OnnxTextEncoder implements TextEncoder {
  readonly space: VectorSpace;
  readonly #role: TextRole;
  readonly #model: OnnxModel;
  readonly #tokenizer: TextTokenizer;

  private constructor(space: VectorSpace, role: TextRole, model: OnnxModel, tokenizer: TextTokenizer) {
    this.space = space;
    this.#role = role;
    this.#model = model;
    this.#tokenizer = tokenizer;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open({ folder, manifest, space }: ModelPack, runtime: ModelRuntime): Promise<OnnxTextEncoder> {
    const role = manifest.roles.text;
    const tokenizer = await TextTokenizer.load(join(folder, role.tokenizer));
    return new OnnxTextEncoder(space, role, runtime.model(modelFiles(folder, role)), tokenizer);
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  encode(texts: readonly string[]): Promise<Float32Array[]> {
    return encodeInBatches(texts, this.#role.batch, async (batch) => {
      const { inputs, outputs, maxTokens } = this.#role;
      const { ids, mask } = this.#tokenizer.encodeBatch(batch, maxTokens);
      const feeds = { [inputs.ids]: ids, ...(inputs.mask !== undefined && { [inputs.mask]: mask }) };
      const [embeddings] = await this.#model.run(feeds, [outputs.embedding]);
      return splitBatch(embeddings).map(normaliseVector);
    });
  }

  unknownWords(text: string): string[] {
    return this.#role.closedVocabulary ? this.#tokenizer.unknownWords(text) : [];
  }
}
