import type { ScoreCalibration } from '../../src/retrieval/fusion-weights.js';

/** The best shot that a search came up with. */
export interface BestShot {
  /** How many shots were searched. */
  readonly shots: number;
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
/** None, and from one in ten thousand to one in ten, each a fifth more than the one before. */
const nearMissRates = [0, ...Array.from({ length: 39 }, (_, step) => 1e-4 * 1.2 ** step)];

type Judged = Pick<BestShot, 'logOdds' | 'shots' | 'right'>;

/** What calibrated confidence makes of the log-odds of a shot among so many, 0 to 1. */
export function calibrate(logOdds: number, { slope, offset, nearMisses }: ScoreCalibration, shots: number): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + offset - Math.log1p(nearMisses * shots))));
}

/**
 * Platt's (1999) logistic regression of "is right" on the log-odds, by Newton's method, at the rate of near misses under
 * which the outcomes are likeliest. What is said of a shot among all shots is not what is true of the best one of many: that
 * one was picked for its high score.
 */
export function fitCalibration(shots: readonly Judged[]): ScoreCalibration {
  const fits = nearMissRates.map((nearMisses) => fitLine(shots, nearMisses));
  const best = fits.reduce((a, b) => (likelihood(shots, b) > likelihood(shots, a) ? b : a));
  const { slope, offset, nearMisses } = best;
  return { slope: round(slope, 3), offset: round(offset, 3), nearMisses: round(nearMisses, 5) };
}

function fitLine(shots: readonly Judged[], nearMisses: number): ScoreCalibration {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < steps; step += 1) {
    let [bySlope, byOffset] = [decay * (slope - 1), decay * offset];
    let [slopeSlope, slopeOffset, offsetOffset] = [decay, 0, decay];
    for (const { logOdds, right, shots: among } of shots) {
      const probability = calibrate(logOdds, { slope, offset, nearMisses }, among);
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
  return { slope, offset, nearMisses };
}

function likelihood(shots: readonly Judged[], calibration: ScoreCalibration): number {
  return shots.reduce((sum, { logOdds, right, shots: among }) => {
    const probability = calibrate(logOdds, calibration, among);
    return sum + Math.log(Math.max(1e-12, right ? probability : 1 - probability));
  }, 0);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
