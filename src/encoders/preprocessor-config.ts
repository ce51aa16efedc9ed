import { z } from 'zod';
import { resampleFilters } from './resample-image.js';

const edge = z.int().positive();
const area = z.object({ height: edge, width: edge });
const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/**
 * `preprocessor_config.json` as transformers' CLIPImageProcessor and VideoMAEImageProcessor (which TimeSformer uses)
 * save it. A bare number is a shortest edge in `size` and a square in `crop_size`, as there.
 */
export const preprocessorConfigSchema = z.object({
  image_processor_type: z.string().optional(),
  do_resize: z.boolean().default(true),
  size: z.union([
    area,
    z.object({ shortest_edge: edge }),
    edge.transform((shortestEdge) => ({ shortest_edge: shortestEdge })),
  ]),
  resample: z
    .literal([1, 2, 3], { error: 'only Lanczos (1), bilinear (2) and bicubic (3) are supported' })
    .transform((number) => resampleFilters[number])
    .optional(),
  do_center_crop: z.boolean().default(true),
  crop_size: z.union([area, edge.transform((side) => ({ height: side, width: side }))]).optional(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z.number().default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: perChannel.default([0, 0, 0]),
  image_std: perChannel.default([1, 1, 1]),
});

/** What is done to a picture before a model sees it. */
export type PreprocessorConfig = z.infer<typeof preprocessorConfigSchema>;
