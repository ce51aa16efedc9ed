import type { ScoreCalibration } from '../../src/retrieval/fusion-weights.js';

/** The best shot that a search came up with. */
export interface BestShot {
  /** By the fused weights, not calibrated. */
  readonly logOdds: number;
  /** Whether anything shows what was asked for. */
  readonly present: boolean;
  /** Whether this shot does. */
  readonly right: boolean;
}

const steps = 50;
/** Keeps the line finite where right and wrong can be told apart perfectly; too weak to matter elsewhere. */
const decay = 1e-3;

/** What calibrated confidence makes of the log-odds, 0 to 1. */
export function calibrate(logOdds: number, { slope, offset }: ScoreCalibration): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + offset)));
}

/**
 * Platt's (1999) logistic regression of "is right" on the log-odds, by Newton's method. What is said of a shot among all
 * shots is not what is true of the best one of many: that one was picked for its high score.
 */
export function fitCalibration(shots: readonly Pick<BestShot, 'logOdds' | 'right'>[]): ScoreCalibration {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < steps; step += 1) {
    let [bySlope, byOffset] = [decay * (slope - 1), decay * offset];
    let [slopeSlope, slopeOffset, offsetOffset] = [decay, 0, decay];
    for (const { logOdds, right } of shots) {
      const probability = calibrate(logOdds, { slope, offset });
      const excess = probability - Number(right);
      const weight = probability * (1 - probability);
      bySlope += excess * logOdds;
      byOffset += excess;
      slopeSlope += weight * logOdds * logOdds;
      slopeOffset += weight * logOdds;
      offsetOffset += weight;
    }
    const determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
    slope -= (offsetOffset * bySlope - slopeOffset * byOffset) / determinant;
    offset -= (slopeSlope * byOffset - slopeOffset * bySlope) / determinant;
  }
  return { slope: Math.round(slope * 1000) / 1000, offset: Math.round(offset * 1000) / 1000 };
}
