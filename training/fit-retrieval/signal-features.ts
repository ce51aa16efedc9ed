import { defaultFusionWeights, type SignalWeights } from '../../src/retrieval/fusion-weights.js';
import { fuseSignals, type ShotSignals } from '../../src/retrieval/shot-signals.js';

/** The signals that are weighed, in the order of all feature and weight lists here. */
export const signalNames = [
  'frame',
  'clip',
  'caption',
  'told',
  'action',
  'match',
] as const satisfies (keyof SignalWeights)[];

const silent: SignalWeights = { bias: 0, frame: 0, clip: 0, caption: 0, told: 0, action: 0, match: 0, words: 0 };

/**
 * What each weight is multiplied with. The log-odds of retrieval's own fusion are linear in the weights, so each feature
 * is what comes out when its weight is one and all others are zero: no clamp has to be repeated here.
 */
export function signalFeatures(signals: ShotSignals): number[] {
  return signalNames.map((name) => {
    const alone = { ...silent, [name]: 1 };
    const probability = fuseSignals(signals, { ...defaultFusionWeights, learned: alone, vectorsOnly: alone });
    return Math.log(probability / (1 - probability));
  });
}
