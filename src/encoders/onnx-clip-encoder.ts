import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import { arrangeClips, pickSlowPathway } from './arrange-clips.js';
import { encodeInBatches } from './batches.js';
import { clipFrameTimes } from './clip-frame-times.js';
import { openClipPreprocessor } from './clip-preprocessor.js';
import type { ClipEncoder, ClipEncoding } from './contracts.js';
import type { ImagePreprocessor } from './image-preprocessor.js';
import type { Pack } from './load-model-pack.js';
import { meanOfRows } from './mean-of-rows.js';
import { modelFiles } from './model-files.js';
import type { ModelRuntime } from './model-runtime.js';
import type { FloatTensor, OnnxModel, TapResult, TappableModel } from './onnx-session.js';
import type { ClipRole } from './pack-manifest.js';
import { readClipTokens } from './read-clip-tokens.js';
import { readClipLabels } from './read-labels.js';
import { softmax } from './softmax.js';

interface Parts {
  readonly role: ClipRole;
  readonly labels: readonly string[];
  readonly model: OnnxModel;
  readonly preprocessor: ImagePreprocessor;
  readonly tapped: TappableModel['tapped'];
}

/**
 * Any action model that ONNX can hold, by its role in the manifest: TimeSformer (Bertasius et al. 2021) and other
 * video transformers, 3-D convolutions, frames folded into the batch (TSN), two pathways (SlowFast).
 */
export class OnnxClipEncoder implements ClipEncoder {
  readonly labels: readonly string[];
  readonly framesPerClip: number;
  readonly inputEdge: number;
  readonly batchSize: number;
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    const { role, labels, preprocessor } = parts;
    this.labels = labels;
    this.framesPerClip = role.frames;
    this.inputEdge = preprocessor.inputEdge;
    this.batchSize = role.batch;
    this.#parts = parts;
  }

  /** Throws PACK_DAMAGED and PACK_INVALID. */
  static async open(role: ClipRole, { folder }: Pick<Pack, 'folder'>, runtime: ModelRuntime): Promise<OnnxClipEncoder> {
    const labels = await readClipLabels(role, folder);
    const preprocessor = await openClipPreprocessor(role, folder);
    const files = modelFiles(folder, role);
    const { features, logits } = role.outputs;
    if (typeof features === 'object' && features.tap !== 'none') {
      const model = runtime.tappable(files, { tap: features.tap, logits });
      return new OnnxClipEncoder({ role, labels, preprocessor, model, tapped: () => model.tapped() });
    }
    const tap: TapResult = typeof features === 'string' ? { output: features } : { refused: 'the pack says so' };
    const model = runtime.model(files);
    return new OnnxClipEncoder({ role, labels, preprocessor, model, tapped: () => Promise.resolve(tap) });
  }

  frameTimes(span: TimeSpan): number[] {
    return clipFrameTimes(span, this.#parts.role);
  }

  async featuresRefused(): Promise<string | undefined> {
    const tap = await this.#parts.tapped();
    return 'refused' in tap ? tap.refused : undefined;
  }

  /**
   * Throws BAD_ARGUMENT when a clip has not `framesPerClip` frames, PACK_INVALID when the model's scores are not those
   * of the labels or its inner tensor is not there, MODEL_FAILED and PROVIDER_UNAVAILABLE.
   */
  async encode(clips: readonly (readonly RgbImage[])[]): Promise<ClipEncoding[]> {
    for (const { length } of clips) {
      if (length !== this.framesPerClip) {
        throw new AskreelError('BAD_ARGUMENT', `A clip has ${length} frames; the model reads ${this.framesPerClip}.`);
      }
    }
    return encodeInBatches(clips, this.batchSize, (batch) => {
      const frames = this.#parts.preprocessor.prepare(batch.flat());
      return this.encodePixels({ ...frames, shape: [batch.length, this.framesPerClip, ...frames.shape.slice(1)] });
    });
  }

  /** The same for one batch that is prepared already: float32 [clips, `framesPerClip`, 3, height, width]. */
  async encodePixels(pixels: FloatTensor): Promise<ClipEncoding[]> {
    const { role, model, tapped } = this.#parts;
    const [clips = 0] = pixels.shape;
    const tap = await tapped();
    const inner = 'output' in tap ? [tap.output] : [];
    const [logits, ...features] = await model.run(this.#feeds(pixels), [role.outputs.logits, ...inner]);
    const rows = this.#readScores(logits, clips);
    const tokens = features.flatMap((tensor) => readClipTokens(tensor, clips));
    return rows.map((row, index) => ({
      probabilities: role.activation === 'softmax' ? softmax(row) : row,
      ...tokens[index],
    }));
  }

  #feeds(pixels: FloatTensor): Record<string, FloatTensor> {
    const { role } = this.#parts;
    const [clips = 0, perClip = 0, ...picture] = pixels.shape;
    const flat = { ...pixels, shape: [clips * perClip, ...picture] };
    const frames = arrangeClips(flat, this.framesPerClip, role.layout);
    if ('pixels' in role.inputs) return { [role.inputs.pixels]: frames };
    return { [role.inputs.slow]: pickSlowPathway(frames, role.alpha), [role.inputs.fast]: frames };
  }

  /** One row a clip; a model without a consensus of its own gives a row a frame, which are averaged. */
  #readScores({ data }: FloatTensor, clips: number): Float32Array[] {
    const width = this.labels.length;
    const perClip = data.length / (clips * width);
    if (perClip !== 1 && perClip !== this.framesPerClip) {
      throw new AskreelError(
        'PACK_INVALID',
        `The model ${this.#parts.role.model} gives ${data.length / clips} scores a clip; the pack names ${width} labels.`,
        { hint: 'Give the labels that the model was trained on, in the order of its outputs.' },
      );
    }
    const length = perClip * width;
    return Array.from({ length: clips }, (_, clip) =>
      meanOfRows(data.subarray(clip * length, (clip + 1) * length), width),
    );
  }
}
