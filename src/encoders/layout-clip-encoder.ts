import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import { splitBatch, stackBatch } from './batches.js';
import type { ActorDetector, ClipEncoder, ClipEncoding, Detection } from './contracts.js';
import type { LayoutRole } from './layout-role.js';
import type { ModelPack } from './load-model-pack.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import type { FloatTensor, OnnxModel } from './onnx-session.js';
import { softmax } from './softmax.js';
import { stackThings } from './stack-things.js';

/** What {@link LayoutClipEncoder} puts together. */
export interface LayoutParts {
  readonly clip: ClipEncoder;
  readonly detector: ActorDetector;
}

/**
 * A clip encoder whose actions are judged anew with where things are in its frames. Few coarse patches tell which way
 * something moves better than how evenly, or whether it comes closer or appears: boxes tell that. Features stay as they are.
 */
export class LayoutClipEncoder implements ClipEncoder {
  readonly labels: readonly string[];
  readonly framesPerClip: number;
  readonly inputEdge: number;
  readonly batchSize: number;
  readonly #role: LayoutRole;
  readonly #parts: LayoutParts;
  readonly #model: OnnxModel;

  constructor(
    role: LayoutRole,
    parts: LayoutParts,
    { folder }: Pick<ModelPack, 'folder'>,
    runtime: Pick<ModelRuntime, 'model'>,
  ) {
    const { clip, detector } = parts;
    this.labels = clip.labels;
    this.framesPerClip = clip.framesPerClip;
    this.inputEdge = Math.max(clip.inputEdge, detector.inputEdge);
    this.batchSize = clip.batchSize;
    this.#role = role;
    this.#parts = parts;
    this.#model = runtime.model(modelFiles(folder, role));
  }

  frameTimes(span: TimeSpan): number[] {
    return this.#parts.clip.frameTimes(span);
  }

  featuresRefused(): Promise<string | undefined> {
    return this.#parts.clip.featuresRefused();
  }

  /** Throws what clip encoder and detector throw, and PACK_INVALID when the clip encoder gives no features to judge by. */
  async encode(clips: readonly (readonly RgbImage[])[]): Promise<ClipEncoding[]> {
    if (clips.length === 0) return [];
    const encodings = await this.#parts.clip.encode(clips);
    const things = await this.#detect(clips);
    const opinions = splitBatch(await this.#judge(encodings, things));
    return encodings.map((encoding, index) => ({
      ...encoding,
      probabilities: softmax(opinions[index] ?? new Float32Array(this.labels.length)),
      things: things[index] ?? [],
    }));
  }

  async #detect(clips: readonly (readonly RgbImage[])[]): Promise<Detection[][][]> {
    const found = await this.#parts.detector.detect(clips.flat());
    return clips.map((_, index) => found.slice(index * this.framesPerClip, (index + 1) * this.framesPerClip));
  }

  async #judge(encodings: readonly ClipEncoding[], things: readonly Detection[][][]): Promise<FloatTensor> {
    const { inputs, outputs, thingsPerFrame: perFrame } = this.#role;
    const features = encodings.flatMap(({ pooled }) => (pooled ? [pooled] : []));
    if (features.length < encodings.length) {
      throw new AskreelError('PACK_INVALID', 'The layout model needs features that the clip encoder does not give.', {
        hint: 'Name the output with its clip tokens in `roles.clip.outputs.features`, or leave `roles.layout` out.',
      });
    }
    const labels = this.#parts.detector.labelGroups.flat().length;
    const [logits] = await this.#model.run(
      {
        [inputs.things]: stackThings(things, { frames: this.framesPerClip, perFrame, labels }),
        [inputs.probabilities]: stackBatch(
          encodings.map(({ probabilities }) => probabilities),
          [this.labels.length],
        ),
        [inputs.features]: stackBatch(features, [features[0]?.length ?? 0]),
      },
      [outputs.logits],
    );
    return logits;
  }
}
