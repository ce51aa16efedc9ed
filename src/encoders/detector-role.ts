import { z } from 'zod';
import { relativePath } from './relative-path.js';

const count = z.int().positive();

/** A detector of things by their middles (CenterNet, Zhou et al. 2019) over single pictures. */
export const detectorRoleSchema = z.object({
  model: relativePath,
  modelFp16: relativePath.optional(),
  preprocessor: relativePath,
  inputs: z.object({ pixels: z.string() }),
  /**
   * For pictures of height H and width W: logits of middles [B, 1, H/stride, W/stride], distances of the four edges
   * (left, top, right, bottom) from each cell's middle, in cells [B, 4, …], and logits of all labels [B, labels, …].
   */
  outputs: z.object({ middles: z.string(), edges: z.string(), labels: z.string() }),
  /** Edge of a cell, in pixels of the prepared picture. */
  stride: count,
  /** Words for what is found, in groups of which each thing has exactly one: kinds, colours. */
  labelGroups: z.array(z.array(z.string().min(1)).min(1)).min(1),
  /** Things less sure than this are not reported. */
  leastScore: z.number().min(0).max(1).default(0.3),
  batch: count.default(8),
});

/** The role `detector` of a pack's manifest. */
export type DetectorRole = z.infer<typeof detectorRoleSchema>;
