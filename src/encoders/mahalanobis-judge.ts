import { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { FamiliarityJudge, FrameEncoding } from './contracts.js';
import { patchStatistics } from './patch-statistics.js';
import { readPackJson } from './read-pack-json.js';

const statisticsSchema = z.object({
  /** What is compared: the frame's embedding, or mean and standard deviation of its patch tokens. */
  features: z.enum(['embedding', 'patch-statistics']).default('embedding'),
  mean: z.array(z.number()),
  precision: z.array(z.array(z.number())),
  threshold: z.number().positive(),
});

/**
 * Judges by the Mahalanobis distance from the training frames' features (Lee et al. 2018, with one class): `mean` [d],
 * `precision` (inverse covariance) [d × d] and the squared distance from which footage counts as unfamiliar.
 */
export class MahalanobisJudge implements FamiliarityJudge {
  readonly #features: z.infer<typeof statisticsSchema>['features'];
  readonly #mean: Float64Array;
  readonly #precision: Float64Array;
  readonly #threshold: number;

  constructor({ features = 'embedding', mean, precision, threshold }: z.input<typeof statisticsSchema>) {
    if (precision.length !== mean.length || precision.some((row) => row.length !== mean.length)) {
      throw new AskreelError('PACK_INVALID', `The familiarity file needs ${mean.length} × ${mean.length} precisions.`, {
        hint: 'Export the pack again.',
      });
    }
    this.#features = features;
    this.#mean = Float64Array.from(mean);
    this.#precision = Float64Array.from(precision.flat());
    this.#threshold = threshold;
  }

  /** Reads the statistics from a pack's file. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(path: string): Promise<MahalanobisJudge> {
    return new MahalanobisJudge(await readPackJson(path, statisticsSchema));
  }

  distance(frame: FrameEncoding): number {
    const width = this.#mean.length;
    const features = this.#features === 'embedding' ? frame.embedding : patchStatistics(frame.patches, width / 2);
    const difference = this.#mean.map((mean, index) => (features[index] ?? 0) - mean);
    let squared = 0;
    for (let row = 0; row < width; row += 1) {
      let sum = 0;
      for (let column = 0; column < width; column += 1) {
        sum += (this.#precision[row * width + column] ?? 0) * (difference[column] ?? 0);
      }
      squared += sum * (difference[row] ?? 0);
    }
    return squared / this.#threshold;
  }
}
