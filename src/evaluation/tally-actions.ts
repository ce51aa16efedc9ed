import type { ActionScore } from './contracts.js';
import { shareOf, type Rate } from './rate.js';

/** Probability of each label that the classifier knows. */
export type LabelProbabilities = ReadonlyMap<string, number>;

/** A true action and what was made of its shot. */
export interface ClassifiedShot {
  readonly action: string;
  /** The best label in the library; `undefined` when no indexed shot matches. */
  readonly indexedLabel: string | undefined;
  /** What the clip encoder says of the true shot; `undefined` without one. */
  readonly clip: LabelProbabilities | undefined;
  /** What the single-frame baseline says; `undefined` without one. */
  readonly frameOnly: LabelProbabilities | undefined;
}

/** Accuracy over all labels, and between each action and its reversal, beside the single-frame baseline's. */
export function tallyActions(
  shots: readonly ClassifiedShot[],
  directionPairs: readonly (readonly [string, string])[],
): ActionScore {
  const reversals = new Map(
    directionPairs.flatMap(([forth, back]) => [[forth, back] as const, [back, forth] as const]),
  );
  const paired = shots.filter((shot) => reversals.has(shot.action));
  const withBaseline = shots.filter((shot) => shot.frameOnly !== undefined);
  return {
    top1: shareOf(shots, (shot) => shot.indexedLabel === shot.action),
    directionPairs: directionRate(paired, reversals, 'clip'),
    frameOnlyTop1: shareOf(withBaseline, (shot) => bestLabel(shot.frameOnly) === shot.action),
    frameOnlyDirectionPairs: directionRate(paired, reversals, 'frameOnly'),
    shots: shots.length,
    pairShots: paired.length,
  };
}

function directionRate(
  shots: readonly ClassifiedShot[],
  reversals: ReadonlyMap<string, string>,
  classifier: 'clip' | 'frameOnly',
): Rate {
  const read = shots.filter((shot) => shot[classifier] !== undefined);
  return shareOf(read, (shot) => {
    const probability = (label: string): number => shot[classifier]?.get(label) ?? 0;
    return probability(shot.action) > probability(reversals.get(shot.action) ?? '');
  });
}

function bestLabel(probabilities: LabelProbabilities | undefined): string | undefined {
  let best: string | undefined;
  for (const [label, probability] of probabilities ?? []) {
    if (best === undefined || probability > (probabilities?.get(best) ?? 0)) best = label;
  }
  return best;
}
