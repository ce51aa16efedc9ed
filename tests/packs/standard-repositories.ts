import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MirrorRepository } from './local-mirror.js';

/** The repository of the standard pack's CLIP, whose place a tiny random one takes here. */
export const clipRepository = 'Xenova/clip-vit-base-patch32';

/** The tiny CLIP: both towers, really working. */
export const tinyClip = fileURLToPath(new URL('../encoders/fixtures/tiny-clip', import.meta.url));

/** Both towers of it in one model. */
export const tinyClipInOneFile = fileURLToPath(new URL('fixtures/tiny-clip-one-file.onnx', import.meta.url));

/** A file of the tiny CLIP. */
export function tinyClipFile(path: string): Buffer {
  return readFileSync(`${tinyClip}/${path}`);
}

/** A model of no use, of a size that no other has. */
function weights(): Buffer {
  return randomBytes(2000);
}

const words = { 'tokenizer.json': '{}', 'tokenizer_config.json': '{}' };

/** Stand-ins for the standard pack's repositories; all but the CLIP have the right names and no sense. */
export function standardRepositories(): Record<string, MirrorRepository> {
  return {
    [clipRepository]: tinyClip,
    'onnx-community/timesformer-base-finetuned-k400': {
      'config.json': JSON.stringify({ model_type: 'timesformer', num_frames: 8, id2label: { 0: 'abseiling' } }),
      'preprocessor_config.json': JSON.stringify({ size: 224, crop_size: 224 }),
      'onnx/model.onnx': weights(),
      'onnx/model_quantized.onnx': weights(),
    },
    'HuggingFaceTB/SmolVLM2-256M-Video-Instruct': {
      ...words,
      'config.json': '{"model_type": "smolvlm"}',
      'preprocessor_config.json': '{}',
      'processor_config.json': '{}',
      'model.safetensors': weights(),
      'onnx/vision_encoder.onnx': weights(),
      'onnx/vision_encoder_int8.onnx': weights(),
      'onnx/embed_tokens.onnx': weights(),
      'onnx/embed_tokens_quantized.onnx': weights(),
      'onnx/decoder_model_merged.onnx': weights(),
      'onnx/decoder_model_merged.onnx_data': weights(),
      'onnx/decoder_model_merged_q4.onnx': weights(),
      'onnx/decoder_model_merged_quantized.onnx': weights(),
    },
    'onnx-community/whisper-base': {
      ...words,
      'config.json': '{"model_type": "whisper"}',
      'preprocessor_config.json': '{}',
      'generation_config.json': '{}',
      'onnx/encoder_model.onnx': weights(),
      'onnx/decoder_model_merged.onnx': weights(),
    },
  };
}
