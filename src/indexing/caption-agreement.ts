import type { CaptionCandidate, CaptionWeights, Detection } from '../encoders/contracts.js';
import type { NamedAction } from '../encoders/fuse-actions.js';
import { thingFit } from './thing-fit.js';

/** How far a caption agrees with what other models say of the clip. */
export interface CaptionAgreement {
  /** Cosine of the text with the mean of the clip's frame vectors; 0 where that is not looked at. */
  readonly frame: number;
  /** Log-probability of the action that the text names. */
  readonly action: number;
  /** Log-probability that the text's main thing is the one in the frames; 0 without a detector. */
  readonly thing: number;
}

/** What other models say of a clip. */
export interface ClipOpinions {
  readonly actions: readonly NamedAction[];
  /** By frame. */
  readonly things: readonly (readonly Detection[])[];
  readonly labelGroups: readonly (readonly string[])[];
}

/** Probability of an action that the classifier does not count among its best. */
const leastProbability = 1e-3;

/** What the models of a clip say to a text. */
export function captionAgreement(text: string, frameCosine: number, opinions: ClipOpinions): CaptionAgreement {
  const words = ` ${text} `;
  const named = opinions.actions.filter(({ label }) => words.includes(` ${label} `));
  return {
    frame: frameCosine,
    action: Math.log(Math.max(leastProbability, ...named.map(({ probability }) => probability))),
    thing: thingFit(text, opinions.things, opinions.labelGroups) ?? 0,
  };
}

/** Log of how likely a caption is by all models together, up to a constant of the clip: a log-linear model. */
export function weighCaption(
  { logProbability }: Pick<CaptionCandidate, 'logProbability'>,
  agreement: CaptionAgreement,
  weights: Pick<CaptionWeights, keyof CaptionAgreement>,
): number {
  return (
    logProbability +
    weights.frame * agreement.frame +
    weights.action * agreement.action +
    weights.thing * agreement.thing
  );
}
