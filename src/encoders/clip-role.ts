import { z } from 'zod';
import { relativePath } from './relative-path.js';

const count = z.int().positive();
const edges = z.union([
  count.transform((side) => ({ height: side, width: side })),
  z.tuple([count, count]).transform(([height, width]) => ({ height, width })),
]);
const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** Preprocessing written into the manifest, for exports that bring no `preprocessor_config.json`. */
export const inlinePreprocessingSchema = z.object({
  /** A number is the shortest edge; two are height and width, whatever the picture's shape. */
  size: z.union([count, z.tuple([count, count])]),
  /** Middle part that the model sees: one edge, or height and width. Default: a square of `size`. */
  crop: edges.optional(),
  /** Per channel, in the model's channel order and in units of `range`. */
  mean: perChannel.default([0, 0, 0]),
  std: perChannel.default([1, 1, 1]),
  resample: z.enum(['bilinear', 'bicubic']).default('bilinear'),
  channelOrder: z.enum(['rgb', 'bgr']).default('rgb'),
  /** What a byte becomes before mean and deviation. */
  range: z.enum(['0-1', '0-255']).default('0-1'),
});

/**
 * How a model wants a clip's frames laid out: batch, time, channel, height and width in this order (S is a leading axis
 * of one view, as mmaction exports have it); `TSN`: frames folded into the batch; `slowfast`: two NCTHW inputs.
 */
export const clipLayouts = ['NTCHW', 'NCTHW', 'NTHWC', 'NSCTHW', 'TSN', 'slowfast'] as const;

const pixelInput = z.object({ pixels: z.string() });
const pathwayInputs = z.object({ slow: z.string(), fast: z.string() });

/** A model that names the action of a clip. What each kind of model needs is told in docs/clip-models.md. */
export const clipRoleSchema = z
  .object({
    model: relativePath,
    /** In float16, with float32 inputs and outputs: taken on every execution provider but the processor. */
    modelFp16: relativePath.optional(),
    /** A file in the form of `preprocessor_config.json`; else `preprocessing` says it here. */
    preprocessor: relativePath.optional(),
    preprocessing: inlinePreprocessingSchema.optional(),
    /** A file with `id2label`; else `labels` is a text file with one label a line. */
    config: relativePath.optional(),
    labels: relativePath.optional(),
    layout: z.enum(clipLayouts).default('NTCHW'),
    frames: count,
    /** `uniform`: the middle of each of `frames` equal parts of a span; `dense`: neighbours in time, round its middle. */
    sampling: z.enum(['uniform', 'dense']).default('uniform'),
    /** Dense sampling: steps from one frame to the next, of which `sampleRate` make a second. */
    stride: z.number().positive().default(1),
    sampleRate: z.number().positive().default(30),
    /** SlowFast: the slow pathway sees one frame of so many. */
    alpha: count.default(4),
    windowSeconds: z.number().positive().optional(),
    maxWindowSeconds: z.number().positive().optional(),
    inputs: z.union([pixelInput, pathwayInputs]),
    outputs: z.object({
      logits: z.string(),
      /**
       * Clip tokens, an output of the graph; or a tensor inside it, by name, `auto` (what the classifier looks at) or
       * `none`. Default: `auto`.
       */
      features: z.union([z.string(), z.object({ tap: z.string() })]).default({ tap: 'auto' }),
    }),
    /** `softmax`: the model gives logits; `none`: it gives probabilities. */
    activation: z.enum(['softmax', 'none']).default('softmax'),
    /** Width of the clip tokens; the Q-Former needs it. */
    clipDimensions: count.optional(),
    batch: count.default(1),
  })
  .refine((role) => (role.preprocessor === undefined) !== (role.preprocessing === undefined), {
    error: 'needs either `preprocessor` or `preprocessing`',
  })
  .refine((role) => (role.config === undefined) !== (role.labels === undefined), {
    error: 'needs either `config` or `labels`',
  })
  .refine((role) => (role.layout === 'slowfast') === 'slow' in role.inputs, {
    error: 'needs `inputs` `slow` and `fast` for the layout slowfast, `pixels` for any other',
  })
  .refine((role) => role.layout !== 'slowfast' || role.frames % role.alpha === 0, {
    error: 'needs a number of `frames` that `alpha` divides',
  });

export type InlinePreprocessing = z.infer<typeof inlinePreprocessingSchema>;
export type ClipLayout = (typeof clipLayouts)[number];
/** The description of a model that names the action of a clip. */
export type ClipRole = z.infer<typeof clipRoleSchema>;
