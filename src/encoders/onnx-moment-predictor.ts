import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { MomentPrediction, MomentPredictor } from './contracts.js';
import type { ModelPack } from './load-model-pack.js';
import type { ModelRuntime } from './model-runtime.js';
import type { OnnxModel } from './onnx-session.js';
import type { MomentsRole } from './pack-manifest.js';

/** A pack's span predictor: a set of moments and a saliency curve for a description. */
export class OnnxMomentPredictor implements MomentPredictor {
  readonly longestSteps: number;
  readonly #role: MomentsRole;
  readonly #model: OnnxModel;

  constructor(role: MomentsRole, { folder }: Pick<ModelPack, 'folder'>, runtime: Pick<ModelRuntime, 'model'>) {
    this.longestSteps = role.longestSteps;
    this.#role = role;
    this.#model = runtime.model(join(folder, role.model));
  }

  /** Throws PACK_INVALID for steps of another width than it was trained on, MODEL_FAILED and PROVIDER_UNAVAILABLE. */
  async predict(steps: Float32Array, width: number, text: Float32Array): Promise<MomentPrediction> {
    const { inputs, outputs, stepWidth } = this.#role;
    if (width !== stepWidth) {
      throw new AskreelError('PACK_INVALID', `The moment model reads ${stepWidth} values a step, not ${width}.`, {
        hint: 'It was trained for other encoders, or for another version of askreel: train it again.',
      });
    }
    const count = steps.length / width;
    const [spans, scores, saliency] = await this.#model.run(
      {
        [inputs.steps]: { type: 'float32', data: steps, shape: [1, count, width] },
        [inputs.text]: { type: 'float32', data: text, shape: [1, text.length] },
      },
      [outputs.spans, outputs.scores, outputs.saliency],
    );
    const moments = Array.from(scores.data, (score, index) => ({
      startStep: Math.max(0, spans.data[2 * index] ?? 0),
      endStep: Math.min(count, spans.data[2 * index + 1] ?? 0),
      score,
    }));
    return {
      moments: moments.filter(({ startStep, endStep }) => endStep > startStep).sort((a, b) => b.score - a.score),
      saliency: saliency.data,
    };
  }
}
