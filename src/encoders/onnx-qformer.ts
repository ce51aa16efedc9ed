import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { encodeInBatches, splitBatch, stackBatch } from './batches.js';
import type { QFormer, QFormerEncoding, VectorSpace, VisualTokens } from './contracts.js';
import type { ModelPack } from './load-model-pack.js';
import type { ModelRuntime } from './model-runtime.js';
import { normaliseVector } from './normalise-vector.js';
import type { FloatTensor, OnnxModel } from './onnx-session.js';
import type { QFormerRole } from './pack-manifest.js';
import { TextTokenizer } from './text-tokenizer.js';

/** Values per patch token and, where the Q-Former looks at them, per clip token. */
interface TokenWidths {
  readonly patches: number;
  readonly clip?: number;
}

/** BLIP-2's Q-Former (Li et al. 2023) over patch tokens of a clip's frames and, if the pack has them, TimeSformer's tokens. */
export class OnnxQFormer implements QFormer {
  readonly space: VectorSpace;
  readonly frameIndices: readonly number[];
  readonly #role: QFormerRole;
  readonly #widths: TokenWidths;
  readonly #model: OnnxModel;
  readonly #matchModel: OnnxModel;
  readonly #tokenizer: TextTokenizer;

  private constructor(
    space: VectorSpace,
    role: QFormerRole,
    widths: TokenWidths,
    models: { readonly encode: OnnxModel; readonly match: OnnxModel },
    tokenizer: TextTokenizer,
  ) {
    this.space = space;
    this.frameIndices = role.frameIndices;
    this.#role = role;
    this.#widths = widths;
    this.#model = models.encode;
    this.#matchModel = models.match;
    this.#tokenizer = tokenizer;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(
    role: QFormerRole,
    { folder, manifest, space }: ModelPack,
    runtime: ModelRuntime,
  ): Promise<OnnxQFormer> {
    const patches = manifest.roles.frame.patchDimensions;
    const seesClips = role.inputs.clip !== undefined;
    const clip = seesClips && manifest.roles.clip?.outputs.features ? manifest.roles.clip.clipDimensions : undefined;
    if (patches === undefined || (seesClips && clip === undefined)) {
      throw new AskreelError('PACK_INVALID', 'The Q-Former needs patch tokens or clip tokens, which the pack lacks.', {
        hint: 'Give `patchDimensions` in the frame role, and `outputs.features` and `clipDimensions` in the clip role.',
      });
    }
    const tokenizer = await TextTokenizer.load(join(folder, role.tokenizer));
    const models = {
      encode: runtime.model(join(folder, role.model)),
      match: runtime.model(join(folder, role.matchModel)),
    };
    return new OnnxQFormer(space, role, { patches, ...(clip !== undefined && { clip }) }, models, tokenizer);
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  encode(clips: readonly VisualTokens[]): Promise<QFormerEncoding[]> {
    const { inputs, outputs, batch: size } = this.#role;
    return encodeInBatches(clips, size, async (batch) => {
      const names = outputs.prompt === undefined ? [outputs.embedding] : [outputs.embedding, outputs.prompt];
      const results = await this.#model.run(this.#feeds(batch, inputs), names);
      const [embeddings = [], prompts = []] = results.map(splitBatch);
      return embeddings.map((embedding, index) => ({
        embedding: normaliseVector(embedding),
        prompt: prompts[index] ?? new Float32Array(),
      }));
    });
  }

  /** Throws MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async match(clips: readonly VisualTokens[], text: string): Promise<Float32Array> {
    const { matchInputs: inputs, matchOutputs: outputs, batch: size, maxTokens } = this.#role;
    const scores = await encodeInBatches(clips, size, async (batch) => {
      const texts = batch.map(() => text);
      const { ids, mask } = this.#tokenizer.encodeBatch(texts, maxTokens);
      const feeds = { ...this.#feeds(batch, inputs), [inputs.ids]: ids };
      const masked = { ...feeds, ...(inputs.mask !== undefined && { [inputs.mask]: mask }) };
      const [probabilities] = await this.#matchModel.run(masked, [outputs.score]);
      return [...probabilities.data];
    });
    return Float32Array.from(scores);
  }

  #feeds(clips: readonly VisualTokens[], names: QFormerRole['inputs']): Record<string, FloatTensor> {
    const { patches, clip } = this.#widths;
    const seen = { [names.patches]: stackTokens(clips, ({ patches }) => patches, patches) };
    if (names.clip === undefined || clip === undefined) return seen;
    return { ...seen, [names.clip]: stackTokens(clips, ({ clip }) => clip ?? new Float32Array(), clip) };
  }
}

/** One kind of the clips' tokens: [clips, tokens, width]. */
function stackTokens(
  clips: readonly VisualTokens[],
  tokensOf: (clip: VisualTokens) => Float32Array,
  width: number,
): FloatTensor {
  const rows = clips.map(tokensOf);
  return stackBatch(rows, [(rows[0]?.length ?? 0) / width, width]);
}
