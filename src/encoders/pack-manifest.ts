import { z } from 'zod';
import { clipRoleSchema } from './clip-role.js';
import { detectorRoleSchema } from './detector-role.js';
import { executionProviders } from './execution-providers.js';
import { layoutRoleSchema } from './layout-role.js';
import { relativePath } from './relative-path.js';
import { isShippedVocabulary, zeroShotSchema } from './zero-shot-settings.js';

/** The file that makes a folder a model pack. */
export const packManifestName = 'askreel-pack.json';

const count = z.int().positive();

/** The same model in float16, with float32 inputs and outputs: taken on every execution provider but the processor. */
const modelFp16 = relativePath.optional();

const frameRole = z.object({
  model: relativePath,
  modelFp16,
  preprocessor: relativePath,
  /** A CLIP in one file also wants a text, and is given an empty one. */
  inputs: z.object({ pixels: z.string(), ids: z.string().optional(), mask: z.string().optional() }),
  outputs: z.object({ embedding: z.string(), patches: z.string().optional() }),
  /** Width of the patch tokens; the Q-Former needs it. */
  patchDimensions: count.optional(),
  batch: count.default(8),
});

const textRole = z.object({
  model: relativePath,
  modelFp16,
  tokenizer: relativePath,
  /** A CLIP in one file also wants a picture, and is given a blank one. */
  inputs: z.object({ ids: z.string(), mask: z.string().optional(), pixels: z.string().optional() }),
  outputs: z.object({ embedding: z.string() }),
  maxTokens: count,
  closedVocabulary: z.boolean().default(false),
  /** Languages that it was trained on; descriptions in others are translated where that is possible. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .default(['en']),
  batch: count.default(32),
});

const qformerRole = z.object({
  model: relativePath,
  matchModel: relativePath,
  tokenizer: relativePath,
  frameIndices: z.array(z.int().nonnegative()).min(1),
  /** Without `clip` in packs whose Q-Former looks at frames alone, as BLIP-2's own does. */
  inputs: z.object({ patches: z.string(), clip: z.string().optional() }),
  matchInputs: z.object({
    patches: z.string(),
    clip: z.string().optional(),
    ids: z.string(),
    mask: z.string().optional(),
  }),
  outputs: z.object({ embedding: z.string(), prompt: z.string().optional() }),
  matchOutputs: z.object({ score: z.string() }),
  queries: count,
  /** Width of the soft prompt; the decoder needs it. */
  promptDimensions: count.optional(),
  maxTokens: count,
  batch: count.default(8),
});

const decoderRole = z.object({
  model: relativePath,
  tokenizer: relativePath,
  inputs: z.object({ prompt: z.string(), ids: z.string() }),
  outputs: z.object({ logits: z.string() }),
  captionPrefix: z.string(),
  questionPrefix: z.string(),
  answerPrefix: z.string(),
  maxNewTokens: count,
  maxTokens: count.default(Number.MAX_SAFE_INTEGER),
  batch: count.default(8),
  /** How captions are chosen among several candidates; without it the decoder's own favourite is taken. */
  rerank: z
    .object({ candidates: count, frame: z.number(), action: z.number(), thing: z.number().default(0) })
    .optional(),
});

/** A model that transformers.js runs: a folder of the pack in the hub's own layout. */
const hubModelRole = z.object({
  /** The folder that holds `config.json`, `tokenizer.json` and `onnx/`; `.` is the pack itself. */
  folder: relativePath,
  /** Which of the exported precisions to load, as transformers.js names them; for all of the model's parts, or by part. */
  dtype: z.union([z.string(), z.record(z.string(), z.string())]).default('fp32'),
});

const visionLanguageRole = hubModelRole.extend({
  /** Frames of a span that are shown per call. */
  frames: count.default(4),
  captionPrompt: z.string().default('Describe in one sentence what happens in this video.'),
  maxNewTokens: count.default(48),
});

const speechRole = hubModelRole.extend({
  /** Whether the export gives cross attentions, from which word timestamps are read. */
  wordTimestamps: z.boolean().default(false),
});

const momentsRole = z.object({
  model: relativePath,
  inputs: z.object({ steps: z.string(), text: z.string() }),
  outputs: z.object({ spans: z.string(), scores: z.string(), saliency: z.string() }),
  /** Values of one step: a frame's vector, a clip's vector, and what retrieval measures of the step beside them. */
  stepWidth: count,
  longestSteps: count,
});

const chatRole = hubModelRole.extend({
  /** Longest prompt and answer together, in tokens. */
  contextTokens: count,
  maxNewTokens: count.default(256),
  /** Tools that a small model was trained to call: it is told of no others. Absent for models that read any description. */
  tools: z.array(z.string().min(1)).min(1).optional(),
  /** Whether it was trained to follow instructions: a small model may be put off by a system message it never met. */
  instructed: z.boolean().default(true),
});

/**
 * `askreel-pack.json`, format 1. `files` lists every file that the roles need with its size and SHA-256; keys that
 * are not known here are ignored, so that a pack may say more than this version reads.
 */
export const packManifestSchema = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[\w.-]+$/),
  revision: z.string().min(1),
  licence: z.string(),
  title: z.string(),
  /** One sentence on what the pack knows. */
  world: z.string(),
  /** Length of the vectors in the text–image space; absent in packs without a CLIP. */
  dimensions: count.optional(),
  files: z.record(relativePath, z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() })),
  roles: z.object({
    frame: frameRole.optional(),
    text: textRole.optional(),
    clip: clipRoleSchema.optional(),
    qformer: qformerRole.optional(),
    decoder: decoderRole.optional(),
    /** The single-frame baseline that evaluation reports beside `clip`. */
    frameAction: clipRoleSchema.optional(),
    /** Where in a picture things are. */
    detector: detectorRoleSchema.optional(),
    /** Which action, from where things are in a clip's frames; with `clip` and `detector`. */
    layout: layoutRoleSchema.optional(),
    /** Where in a video a description happens. */
    moments: momentsRole.optional(),
    /** Captions and questions about real footage. */
    visionLanguage: visionLanguageRole.optional(),
    /** Speech to text. */
    speech: speechRole.optional(),
    /** A language model that answers as `--model local:<pack>`. */
    chat: chatRole.optional(),
  }),
  familiarity: z.object({ file: relativePath }).optional(),
  /** Vectors of the pack's world to compare a query with where a library is small. */
  sample: z.object({ frames: relativePath, clips: relativePath }).optional(),
  /** Actions named by words; beside a clip classifier or in place of one. */
  zeroShot: zeroShotSchema.optional(),
  /** Fusion weights that were tuned for the pack; retrieval knows their meaning. */
  retrieval: z.record(z.string(), z.unknown()).optional(),
  /** Execution providers to try unless the user says otherwise: an accelerator does not pay for tiny models. */
  providers: z.array(z.enum(executionProviders)).min(1).optional(),
});

/** The manifest of a pack that can index videos: it has a CLIP. */
export const encoderManifestSchema = packManifestSchema.extend({
  dimensions: count,
  roles: packManifestSchema.shape.roles.extend({ frame: frameRole, text: textRole }),
});

/** A pack's description of itself. */
export type PackManifest = z.infer<typeof packManifestSchema>;
/** The description of a pack that can index videos. */
export type EncoderManifest = z.infer<typeof encoderManifestSchema>;
export type FrameRole = z.infer<typeof frameRole>;
export type TextRole = z.infer<typeof textRole>;
export type { ClipRole } from './clip-role.js';
export type { DetectorRole } from './detector-role.js';
export type QFormerRole = z.infer<typeof qformerRole>;
export type DecoderRole = z.infer<typeof decoderRole>;
export type VisionLanguageRole = z.infer<typeof visionLanguageRole>;
export type SpeechRole = z.infer<typeof speechRole>;
export type MomentsRole = z.infer<typeof momentsRole>;
export type ChatRole = z.infer<typeof chatRole>;

/** Paths that the roles name, each once. The files of a role that names a folder are those listed under it. */
export function pathsInManifest(manifest: PackManifest): string[] {
  const paths = Object.values(manifest.roles).flatMap((role) =>
    role === undefined
      ? []
      : (['model', 'modelFp16', 'matchModel', 'preprocessor', 'config', 'labels', 'tokenizer'] as const).flatMap(
          (key) => (key in role ? (((role as Record<string, unknown>)[key] as string | undefined) ?? []) : []),
        ),
  );
  if (manifest.familiarity) paths.push(manifest.familiarity.file);
  if (manifest.sample) paths.push(manifest.sample.frames, manifest.sample.clips);
  const vocabulary = manifest.zeroShot?.vocabulary;
  if (vocabulary !== undefined && !isShippedVocabulary(vocabulary)) paths.push(vocabulary);
  return [...new Set(paths)];
}
