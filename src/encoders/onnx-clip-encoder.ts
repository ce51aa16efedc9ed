import { join } from 'node:path';
import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import { encodeInBatches, splitBatch } from './batches.js';
import type { ClipEncoder, ClipEncoding } from './contracts.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { ModelPack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import type { FloatTensor, OnnxModel } from './onnx-session.js';
import type { ClipRole } from './pack-manifest.js';
import { readPackJson } from './read-pack-json.js';
import { softmax } from './softmax.js';

const labelledConfigSchema = z.object({ id2label: z.record(z.string().regex(/^\d+$/), z.string()) });

/** TimeSformer with divided space-time attention (Bertasius et al. 2021). */
export class OnnxClipEncoder implements ClipEncoder {
  readonly labels: readonly string[];
  readonly framesPerClip: number;
  readonly inputEdge: number;
  readonly batchSize: number;
  readonly #role: ClipRole;
  readonly #model: OnnxModel;
  readonly #preprocessor: ImagePreprocessor;

  private constructor(role: ClipRole, labels: readonly string[], model: OnnxModel, preprocessor: ImagePreprocessor) {
    this.labels = labels;
    this.framesPerClip = role.frames;
    this.inputEdge = preprocessor.inputEdge;
    this.batchSize = role.batch;
    this.#role = role;
    this.#model = model;
    this.#preprocessor = preprocessor;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(role: ClipRole, { folder }: ModelPack, runtime: ModelRuntime): Promise<OnnxClipEncoder> {
    const { id2label } = await readPackJson(join(folder, role.config), labelledConfigSchema);
    const labels = Object.keys(id2label).map((_, index) => id2label[index] ?? '');
    const preprocessor = await ImagePreprocessor.load(join(folder, role.preprocessor));
    return new OnnxClipEncoder(role, labels, runtime.model(modelFiles(folder, role)), preprocessor);
  }

  /** Throws BAD_ARGUMENT when a clip has not `framesPerClip` frames, MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async encode(clips: readonly (readonly RgbImage[])[]): Promise<ClipEncoding[]> {
    for (const { length } of clips) {
      if (length !== this.framesPerClip) {
        throw new AskreelError('BAD_ARGUMENT', `A clip has ${length} frames; the model reads ${this.framesPerClip}.`);
      }
    }
    return encodeInBatches(clips, this.batchSize, (batch) => {
      const frames = this.#preprocessor.prepare(batch.flat());
      return this.encodePixels({ ...frames, shape: [batch.length, this.framesPerClip, ...frames.shape.slice(1)] });
    });
  }

  /** The same for one batch that is prepared already: float32 [clips, `framesPerClip`, 3, height, width]. */
  async encodePixels(pixels: FloatTensor): Promise<ClipEncoding[]> {
    const { inputs, outputs } = this.#role;
    const names = outputs.features === undefined ? [outputs.logits] : [outputs.logits, outputs.features];
    const results = await this.#model.run({ [inputs.pixels]: pixels }, names);
    const [logits = [], features = []] = results.map(splitBatch);
    return logits.map((row, index) => ({
      probabilities: softmax(row),
      ...(features[index] && { features: features[index] }),
    }));
  }
}
