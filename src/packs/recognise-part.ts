import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import { actionsPart, chatPart, imageTextPart, speechPart, visionLanguagePart, type PartSource } from './pack-parts.js';
import type { PackPart } from './pack-recipe.js';

const configSchema = z.object({ model_type: z.string(), architectures: z.array(z.string()).nullish() });

/**
 * What a model is good for, by its `config.json`: CLIPs, TimeSformers, SmolVLMs, Whispers and language models are
 * known. Throws `PACK_INVALID` for others.
 */
export function recognisePart(config: unknown, source: PartSource): PackPart {
  const parsed = configSchema.safeParse(config);
  const type = parsed.data?.model_type;
  switch (type) {
    case 'clip':
      return imageTextPart(source);
    case 'timesformer':
      return actionsPart(source);
    case 'smolvlm':
    case 'idefics3':
      return visionLanguagePart(source);
    case 'whisper':
      return speechPart({ ...source, wordTimestamps: source.repository.endsWith('_timestamped') });
    default:
      if (parsed.data?.architectures?.some((name) => name.endsWith('ForCausalLM'))) return chatPart(source);
      throw new AskreelError(
        'PACK_INVALID',
        `${source.repository} is no model that askreel knows to use (${type ?? 'no model_type'}).`,
        {
          hint: 'It takes ONNX exports of CLIP, TimeSformer, SmolVLM, Whisper and chat models, and any folder with an askreel-pack.json.',
        },
      );
  }
}
