import type { AbsentKind } from './absent-descriptions.js';
import type { ConfidenceScore } from './contracts.js';
import { brierScore, expectedCalibrationError, reliabilityBins } from './metrics/calibration-error.js';
import { shareOf, type Rate } from './rate.js';

/** How a search for something ended. */
export interface SearchOutcome {
  readonly confidence: number;
  /** Whether the search said that nothing matches. */
  readonly refused: boolean;
}

/** A search for something that some video shows. */
export interface PresentOutcome extends SearchOutcome {
  /** Whether the best moment, or the nearest one of a refusal, is what was looked for. */
  readonly right: boolean;
}

/** A search for something that no video shows. */
export interface AbsentOutcome extends SearchOutcome {
  readonly kind: AbsentKind;
}

/** Confidence against truth; whatever comes up for something absent is wrong. */
export function tallyConfidence(present: readonly PresentOutcome[], absent: readonly AbsentOutcome[]): ConfidenceScore {
  const judged = [...present, ...absent.map(({ confidence }) => ({ confidence, right: false }))];
  const refusalOf = (kind: AbsentKind): { refusal: Rate; descriptions: number } => {
    const outcomes = absent.filter((outcome) => outcome.kind === kind);
    return { refusal: shareOf(outcomes, ({ refused }) => refused), descriptions: outcomes.length };
  };
  return {
    calibrationError: expectedCalibrationError(judged),
    brier: brierScore(judged),
    reliability: reliabilityBins(judged),
    refusal: shareOf(absent, ({ refused }) => refused),
    falseRefusal: shareOf(present, ({ refused }) => refused),
    present: present.length,
    absent: absent.length,
    byKind: {
      'one-changed': refusalOf('one-changed'),
      'all-changed': refusalOf('all-changed'),
      outside: refusalOf('outside'),
    },
  };
}
