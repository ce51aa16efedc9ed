import { z } from 'zod';
import { relativePath } from './relative-path.js';

const count = z.int().positive();

/** A judge of a clip's layout (STLT, Radevski et al. 2021): it reads what detector and clip encoder make of the same frames. */
export const layoutRoleSchema = z.object({
  model: relativePath,
  modelFp16: relativePath.optional(),
  /**
   * For B clips of F frames: the surest things of each frame [B, F, thingsPerFrame, 5 + labels] (how sure, left, top, right,
   * bottom as shares of the picture, probabilities of the detector's labels; zeros where there is nothing), the clip
   * encoder's probabilities [B, actions] and the mean of its clip tokens at length 1 [B, clip dimensions].
   */
  inputs: z.object({ things: z.string(), probabilities: z.string(), features: z.string() }),
  /** Logits of the clip encoder's labels [B, actions]. */
  outputs: z.object({ logits: z.string() }),
  thingsPerFrame: count,
});

/** The role `layout` of a pack's manifest. */
export type LayoutRole = z.infer<typeof layoutRoleSchema>;
