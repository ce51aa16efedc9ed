import type { FrameSignature } from './frame-signature.js';

/** How well a frame is explained as a mixture of two others. */
export interface Mixture {
  /** Share of the later frame in the mixture, 0 to 1 (least squares). */
  readonly share: number;
  /** What the mixture leaves unexplained, as a share of the difference between the two frames. */
  readonly residual: number;
}

/**
 * Explains `middle` as `(1 − share) · before + share · after`. In a dissolve this leaves nothing over; in a pan or when
 * something moves through the picture the middle frame is unlike any mixture of its neighbours.
 */
export function measureMixture(before: FrameSignature, middle: FrameSignature, after: FrameSignature): Mixture {
  const a = before.cells;
  const m = middle.cells;
  const b = after.cells;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  let sumAM = 0;
  let sumBM = 0;
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index]!;
    const right = b[index]!;
    const between = m[index]!;
    sumAA += left * left;
    sumBB += right * right;
    sumAB += left * right;
    sumAM += left * between;
    sumBM += right * between;
  }
  const differenceSquared = sumAA + sumBB - 2 * sumAB;
  const share = differenceSquared > 0 ? (sumBM - sumAM - sumAB + sumAA) / differenceSquared : 0;
  let unexplained = 0;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index]!;
    const right = b[index]!;
    unexplained += Math.abs(m[index]! - (1 - share) * left - share * right);
    difference += Math.abs(right - left);
  }
  return {
    share,
    residual: difference > 0 ? unexplained / difference : 1,
  };
}
