import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { FamiliarityJudge } from './contracts.js';
import { readPackJson } from './read-pack-json.js';

const statisticsSchema = z.object({
  mean: z.array(z.number()),
  precision: z.array(z.array(z.number())),
  threshold: z.number().positive(),
});

/**
 * Judges by the Mahalanobis distance from the training frames' embeddings (Lee et al. 2018, with one class): `mean`
 * [d], `precision` (inverse covariance) [d × d] and the squared distance from which footage counts as unfamiliar.
 */
export class MahalanobisJudge implements FamiliarityJudge {
  readonly #mean: Float64Array;
  readonly #precision: Float64Array;
  readonly #threshold: number;

  constructor({ mean, precision, threshold }: z.infer<typeof statisticsSchema>) {
    if (precision.length !== mean.length || precision.some((row) => row.length !== mean.length)) {
      throw new AskreelError('PACK_INVALID', `The familiarity file needs ${mean.length} × ${mean.length} precisions.`, {
        hint: 'Export the pack again.',
      });
    }
    this.#mean = Float64Array.from(mean);
    this.#precision = Float64Array.from(precision.flat());
    this.#threshold = threshold;
  }

  /** Reads the statistics from a pack's file. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(path: string): Promise<MahalanobisJudge> {
    return new MahalanobisJudge(await readPackJson(path, statisticsSchema));
  }

  distance(embedding: Float32Array): number {
    const difference = this.#mean.map((mean, index) => (embedding[index] ?? 0) - mean);
    const squared = difference.reduce((total, value, row) => {
      const start = row * difference.length;
      const weights = this.#precision.subarray(start, start + difference.length);
      return total + value * weights.reduce((sum, weight, column) => sum + weight * (difference[column] ?? 0), 0);
    }, 0);
    return squared / this.#threshold;
  }
}
