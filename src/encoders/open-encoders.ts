import { join } from 'node:path';
import type { EncoderSet } from './contracts.js';
import type { ModelPack } from './load-model-pack.js';
import { LayoutClipEncoder } from './layout-clip-encoder.js';
import { MahalanobisJudge } from './mahalanobis-judge.js';
import { modelFiles } from './model-files.js';
import { ModelRuntime, type ModelRuntimeOptions } from './model-runtime.js';
import { OnnxActorDetector } from './onnx-actor-detector.js';
import { OnnxCaptioner } from './onnx-captioner.js';
import { OnnxClipEncoder } from './onnx-clip-encoder.js';
import { OnnxFrameEncoder } from './onnx-frame-encoder.js';
import { OnnxMomentPredictor } from './onnx-moment-predictor.js';
import { OnnxQFormer } from './onnx-qformer.js';
import { OnnxTextEncoder } from './onnx-text-encoder.js';
import { loadVectorSample } from './vector-sample.js';
import { VisionLanguageCaptioner } from './vision-language-captioner.js';
import { ZeroShotActions } from './zero-shot-actions.js';

/** Options of {@link openEncoders}. */
export type OpenEncodersOptions = ModelRuntimeOptions;

/**
 * Opens all that a pack offers. The text tower is loaded at once, which settles the execution provider; the other
 * models are loaded when they are first used, so that a question does not wait for what only indexing needs.
 * Throws PROVIDER_UNAVAILABLE, MODEL_FAILED, PACK_INVALID and PACK_DAMAGED.
 */
export async function openEncoders(pack: ModelPack, options: OpenEncodersOptions = {}): Promise<EncoderSet> {
  const { folder, manifest, space } = pack;
  const { qformer, decoder, frameAction, visionLanguage, moments } = manifest.roles;
  const { zeroShot, sample } = manifest;
  const providers = options.providers ?? manifest.providers;
  const runtime = new ModelRuntime({ ...options, ...(providers && { providers }) });
  let frameCaptioner: VisionLanguageCaptioner | undefined;
  try {
    await runtime.open(modelFiles(folder, manifest.roles.text));
    const text = await OnnxTextEncoder.open(pack, runtime);
    if (visionLanguage && !decoder) {
      frameCaptioner = await VisionLanguageCaptioner.open(visionLanguage, pack, {
        ...(options.threads !== undefined && { threads: options.threads }),
        providers: () => runtime.providersFromTaken,
      });
    }
    return {
      space,
      frame: await OnnxFrameEncoder.open(pack, runtime),
      text,
      ...(await openClipAndDetector(pack, runtime)),
      ...(zeroShot && { zeroShot: await ZeroShotActions.open(zeroShot, pack, text) }),
      ...(qformer && { qformer: await OnnxQFormer.open(qformer, pack, runtime) }),
      ...(qformer?.promptDimensions !== undefined &&
        decoder && { captioner: await OnnxCaptioner.open(decoder, qformer.promptDimensions, pack, runtime) }),
      ...(frameCaptioner && { captioner: frameCaptioner }),
      ...(frameAction && { frameAction: await OnnxClipEncoder.open(frameAction, pack, runtime) }),
      ...(manifest.familiarity && {
        familiarity: await MahalanobisJudge.load(join(folder, manifest.familiarity.file)),
      }),
      ...(sample && { sample: await loadVectorSample(folder, sample, space.dimensions) }),
      ...(moments && { moments: new OnnxMomentPredictor(moments, pack, runtime) }),
      get provider() {
        return runtime.choice;
      },
      close: async () => {
        await frameCaptioner?.close();
        await runtime.close();
      },
    };
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

/** Clip encoder and detector; where the pack has a layout model, the one judges actions with what the other finds. */
async function openClipAndDetector(
  pack: ModelPack,
  runtime: ModelRuntime,
): Promise<Pick<EncoderSet, 'clip' | 'detector'>> {
  const { roles } = pack.manifest;
  const clip = roles.clip && (await OnnxClipEncoder.open(roles.clip, pack, runtime));
  const detector = roles.detector && (await OnnxActorDetector.open(roles.detector, pack, runtime));
  const judged =
    roles.layout && clip && detector ? new LayoutClipEncoder(roles.layout, { clip, detector }, pack, runtime) : clip;
  return { ...(judged && { clip: judged }), ...(detector && { detector }) };
}
