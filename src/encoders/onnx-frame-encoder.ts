import { join } from 'node:path';
import type { RgbImage } from '../domain/rgb-image.js';
import { encodeInBatches, splitBatch } from './batches.js';
import type { FrameEncoder, FrameEncoding, VectorSpace } from './contracts.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { ModelPack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import { normaliseVector } from './normalise-vector.js';
import type { FloatTensor, IdTensor, OnnxModel } from './onnx-session.js';
import type { FrameRole } from './pack-manifest.js';

/** The image tower of a pack's CLIP (Radford et al. 2021). */
export class OnnxFrameEncoder implements FrameEncoder {
  readonly space: VectorSpace;
  readonly inputEdge: number;
  readonly batchSize: number;
  readonly #role: FrameRole;
  readonly #model: OnnxModel;
  readonly #preprocessor: ImagePreprocessor;

  private constructor(space: VectorSpace, role: FrameRole, model: OnnxModel, preprocessor: ImagePreprocessor) {
    this.space = space;
    this.inputEdge = preprocessor.inputEdge;
    this.batchSize = role.batch;
    this.#role = role;
    this.#model = model;
    this.#preprocessor = preprocessor;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open({ folder, manifest, space }: ModelPack, runtime: ModelRuntime): Promise<OnnxFrameEncoder> {
    const role = manifest.roles.frame;
    const preprocessor = await ImagePreprocessor.load(join(folder, role.preprocessor));
    return new OnnxFrameEncoder(space, role, runtime.model(modelFiles(folder, role)), preprocessor);
  }

  /** Throws MODEL_FAILED, PROVIDER_UNAVAILABLE and BAD_ARGUMENT. */
  encode(images: readonly RgbImage[]): Promise<FrameEncoding[]> {
    return encodeInBatches(images, this.batchSize, (batch) => this.encodePixels(this.#preprocessor.prepare(batch)));
  }

  /** The same for one batch that is prepared already: float32 [images, 3, height, width]. */
  async encodePixels(pixels: FloatTensor): Promise<FrameEncoding[]> {
    const { inputs, outputs } = this.#role;
    const names = outputs.patches === undefined ? [outputs.embedding] : [outputs.embedding, outputs.patches];
    const results = await this.#model.run({ [inputs.pixels]: pixels, ...emptyText(inputs) }, names);
    const [embeddings = [], patches = []] = results.map(splitBatch);
    return embeddings.map((embedding, index) => ({
      embedding: normaliseVector(embedding),
      ...(patches[index] && { patches: patches[index] }),
    }));
  }
}

/** A text of one token, for a model that cannot do without: int64 [1, 1]. */
function emptyText({ ids, mask }: FrameRole['inputs']): Record<string, IdTensor> {
  const one = (value: bigint): IdTensor => ({ type: 'int64', data: BigInt64Array.of(value), shape: [1, 1] });
  return { ...(ids !== undefined && { [ids]: one(0n) }), ...(mask !== undefined && { [mask]: one(1n) }) };
}
