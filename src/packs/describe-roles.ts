import { join, posix } from 'node:path';
import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import { clipRoleSchema } from '../encoders/clip-role.js';
import type { PackManifest } from '../encoders/pack-manifest.js';
import { readModelNames, type ModelNames } from '../encoders/read-model-names.js';
import { readPackJson } from '../encoders/read-pack-json.js';
import type { ChosenModel } from './choose-files.js';
import type { PackPart } from './pack-recipe.js';

/** A part whose files lie in a pack's folder. */
export interface PlacedPart {
  readonly part: PackPart;
  readonly models: readonly ChosenModel[];
  /** From the pack's folder; `.` when the pack has no other parts. */
  readonly folder: string;
}

/** What a part adds to the manifest. */
export interface PartDescription {
  readonly roles: PackManifest['roles'];
  readonly dimensions?: number;
}

const clipConfigSchema = z.object({
  model_type: z.literal('clip'),
  // What equals the default is left out of the file by newer exporters.
  projection_dim: z.int().positive().default(512),
  text_config: z
    .object({ max_position_embeddings: z.int().positive().default(77) })
    .default({ max_position_embeddings: 77 }),
});
const actionConfigSchema = z.object({ num_frames: z.int().positive().default(8) });
const chatConfigSchema = z.object({ max_position_embeddings: z.int().positive().optional() });

/**
 * The roles of a part, from its own configuration and models. Throws `PACK_INVALID`, `PACK_DAMAGED` and `MODEL_FAILED`.
 */
export async function describeRoles(placed: PlacedPart, packFolder: string): Promise<PartDescription> {
  const { part, folder } = placed;
  const config = join(packFolder, folder, 'config.json');
  switch (part.name) {
    case 'image-text':
      return describeClip(placed, packFolder);
    case 'actions': {
      const { num_frames: frames } = await readPackJson(config, actionConfigSchema);
      const clip = clipRoleSchema.parse({
        model: pathOf(placed, 'model'),
        preprocessor: posix.join(folder, 'preprocessor_config.json'),
        config: posix.join(folder, 'config.json'),
        frames,
        // Kinetics models are trained on 8 frames, 32 frames apart, at about 30 frames a second.
        windowSeconds: 8,
        maxWindowSeconds: 12,
        inputs: { pixels: 'pixel_values' },
        outputs: { logits: 'logits' },
        batch: 1,
      });
      return { roles: { clip } };
    }
    case 'vision-language': {
      const visionLanguage = {
        folder,
        dtype: precisions(placed),
        frames: 4,
        captionPrompt: captionPrompt,
        maxNewTokens: 48,
      };
      return { roles: { visionLanguage } };
    }
    case 'speech':
      return { roles: { speech: { folder, dtype: precisions(placed), wordTimestamps: part.wordTimestamps ?? false } } };
    case 'chat': {
      const { max_position_embeddings: positions } = await readPackJson(config, chatConfigSchema);
      const contextTokens = positions ?? part.contextTokens ?? 2048;
      return {
        roles: { chat: { folder, dtype: precisions(placed), contextTokens, maxNewTokens: 256, instructed: true } },
      };
    }
  }
}

const captionPrompt = 'Describe in one sentence what happens in this video.';

async function describeClip(placed: PlacedPart, packFolder: string): Promise<PartDescription> {
  const { folder, models } = placed;
  const config = await readPackJson(join(packFolder, folder, 'config.json'), clipConfigSchema);
  const oneFile = models.length === 1;
  const vision = pathOf(placed, oneFile ? 'model' : 'vision_model');
  const text = pathOf(placed, oneFile ? 'model' : 'text_model');
  const visionNames = await readModelNames(join(packFolder, vision));
  const textNames = oneFile ? visionNames : await readModelNames(join(packFolder, text));
  requireNames(vision, visionNames, ['pixel_values'], ['image_embeds']);
  requireNames(text, textNames, ['input_ids'], ['text_embeds']);
  const takes = ({ inputs }: ModelNames, name: string, key: 'ids' | 'mask' | 'pixels'): object =>
    inputs.includes(name) ? { [key]: name } : {};
  return {
    dimensions: config.projection_dim,
    roles: {
      frame: {
        model: vision,
        preprocessor: posix.join(folder, 'preprocessor_config.json'),
        inputs: {
          pixels: 'pixel_values',
          ...takes(visionNames, 'input_ids', 'ids'),
          ...takes(visionNames, 'attention_mask', 'mask'),
        },
        outputs: { embedding: 'image_embeds' },
        batch: 8,
      },
      text: {
        model: text,
        tokenizer: posix.join(folder, 'tokenizer.json'),
        inputs: {
          ids: 'input_ids',
          ...takes(textNames, 'attention_mask', 'mask'),
          ...takes(textNames, 'pixel_values', 'pixels'),
        },
        outputs: { embedding: 'text_embeds' },
        maxTokens: config.text_config.max_position_embeddings,
        closedVocabulary: false,
        languages: ['en'],
        batch: 32,
      },
    },
  };
}

function requireNames(path: string, names: ModelNames, inputs: readonly string[], outputs: readonly string[]): void {
  const missing = [
    ...inputs.filter((name) => !names.inputs.includes(name)),
    ...outputs.filter((name) => !names.outputs.includes(name)),
  ];
  if (missing.length === 0) return;
  throw new AskreelError('PACK_INVALID', `The model ${path} has no ${missing.join(', ')}: it is no export of a CLIP.`, {
    hint: 'Export both towers with their projections, as Optimum and the ONNX exports on the hub do.',
  });
}

function pathOf({ models, folder }: PlacedPart, name: string): string {
  const model = models.find((candidate) => candidate.name === name);
  if (model) return posix.join(folder, model.path);
  throw new AskreelError('PACK_INVALID', `The part in ${folder} has no model "${name}".`);
}

/** One precision when all models have the same, else one for each. */
function precisions({ models }: PlacedPart): string | Record<string, string> {
  const [first, ...others] = models.map(({ precision }) => precision);
  if (first !== undefined && others.every((precision) => precision === first)) return first;
  return Object.fromEntries(models.map(({ name, precision }) => [name, precision]));
}
