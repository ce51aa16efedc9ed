import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import { encodeInBatches, splitBatch } from './batches.js';
import type { ActorDetector, Detection } from './contracts.js';
import { decodeDetections } from './decode-detections.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { Pack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import type { OnnxModel } from './onnx-session.js';
import type { DetectorRole } from './pack-manifest.js';

/** A pack's detector. Pictures are prepared whole (stretched to the model's size), so boxes are shares of the original. */
export class OnnxActorDetector implements ActorDetector {
  readonly labelGroups: readonly (readonly string[])[];
  readonly inputEdge: number;
  readonly batchSize: number;
  readonly #role: DetectorRole;
  readonly #model: OnnxModel;
  readonly #preprocessor: ImagePreprocessor;

  private constructor(role: DetectorRole, model: OnnxModel, preprocessor: ImagePreprocessor) {
    this.labelGroups = role.labelGroups;
    this.inputEdge = preprocessor.inputEdge;
    this.batchSize = role.batch;
    this.#role = role;
    this.#model = model;
    this.#preprocessor = preprocessor;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(role: DetectorRole, { folder }: Pack, runtime: ModelRuntime): Promise<OnnxActorDetector> {
    const preprocessor = await ImagePreprocessor.load(join(folder, role.preprocessor));
    return new OnnxActorDetector(role, runtime.model(modelFiles(folder, role)), preprocessor);
  }

  /** Throws PACK_INVALID when the maps are not of the role's sizes, MODEL_FAILED, PROVIDER_UNAVAILABLE and BAD_ARGUMENT. */
  detect(images: readonly RgbImage[]): Promise<Detection[][]> {
    return encodeInBatches(images, this.batchSize, (batch) => this.#detectBatch(batch));
  }

  async #detectBatch(images: readonly RgbImage[]): Promise<Detection[][]> {
    const { inputs, outputs, stride, labelGroups } = this.#role;
    const names = [outputs.middles, outputs.edges, outputs.labels];
    const results = await this.#model.run({ [inputs.pixels]: this.#preprocessor.prepare(images) }, names);
    const [middles = [], edges = [], labels = []] = results.map(splitBatch);
    const rows = Math.floor(this.#preprocessor.height / stride);
    const columns = Math.floor(this.#preprocessor.width / stride);
    const planes = [1, 4, labelGroups.flat().length];
    if ([middles, edges, labels].some((part, index) => part[0]?.length !== rows * columns * (planes[index] ?? 0))) {
      throw new AskreelError('PACK_INVALID', "The detector's maps do not have the sizes that its role gives.", {
        hint: 'Correct `stride` and `labelGroups` in the manifest, or export the pack again.',
      });
    }
    return middles.map((one, index) =>
      decodeDetections(
        {
          rows,
          columns,
          middles: one,
          edges: edges[index] ?? new Float32Array(),
          labels: labels[index] ?? new Float32Array(),
        },
        this.#role,
      ),
    );
  }
}
