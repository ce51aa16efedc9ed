import { rateOf, shareOf, type Rate } from '../rate.js';

/** A confidence, 0 to 1, and whether what it was given to was right. */
export interface JudgedConfidence {
  readonly confidence: number;
  readonly right: boolean;
}

/** All answers whose confidence lies in one stretch: above `from` (the first stretch: from 0 on), up to and with `to`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence; `null` in an empty bin. */
  readonly confidence: Rate;
  /** Share that was right: the same as the confidence where it is calibrated. */
  readonly accuracy: Rate;
}

const usualBins = 10;

/** A reliability diagram's numbers: bins of equal width over 0 to 1, in order, empty ones included. */
export function reliabilityBins(judged: readonly JudgedConfidence[], bins = usualBins): ReliabilityBin[] {
  const binOf = ({ confidence }: JudgedConfidence): number =>
    Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
  return Array.from({ length: bins }, (_, index) => {
    const inside = judged.filter((item) => binOf(item) === index);
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
    return {
      from: index / bins,
      to: (index + 1) / bins,
      count: inside.length,
      confidence: rateOf(sum, inside.length),
      accuracy: shareOf(inside, ({ right }) => right),
    };
  });
}

/**
 * Expected calibration error, 0 to 1: how far confidence and share of right answers lie apart, averaged over bins of
 * equal width in proportion to what is in them (Guo et al., "On Calibration of Modern Neural Networks", 2017).
 */
export function expectedCalibrationError(judged: readonly JudgedConfidence[], bins = usualBins): Rate {
  const apart = reliabilityBins(judged, bins).reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.abs((confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
  return rateOf(apart, judged.length);
}

/** Mean squared distance of confidence from 1 where it was right and 0 where it was wrong (Brier 1950). */
export function brierScore(judged: readonly JudgedConfidence[]): Rate {
  const squares = judged.reduce((sum, { confidence, right }) => sum + (confidence - Number(right)) ** 2, 0);
  return rateOf(squares, judged.length);
}
