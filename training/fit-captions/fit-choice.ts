import { weighCaption, type CaptionAgreement } from '../../src/indexing/caption-agreement.js';
import type { Choice } from './gather-choices.js';

type Weights = Record<keyof CaptionAgreement, number>;

const steps = 2000;
const stepSize = 0.01;
/** Pull of each weight towards zero: a few hundred clips do not settle three weights alone. */
const decay = 0.01;

/**
 * Conditional logistic regression (McFadden 1974): which of a clip's captions is right, by Adam on all clips at once. The
 * decoder's own log-probability keeps the weight 1. Clips without a right caption teach nothing.
 */
export function fitChoice(clips: readonly (readonly Choice[])[]): Weights {
  const taught = clips.filter((choices) => choices.some(({ right }) => right));
  const names = ['frame', 'action', 'thing'] as const;
  const weights: Weights = { frame: 0, action: 0, thing: 0 };
  const [mean, square] = [{ ...weights }, { ...weights }];
  for (let step = 1; step <= steps; step += 1) {
    const gradient: Weights = { frame: 0, action: 0, thing: 0 };
    for (const choices of taught) {
      const chances = softmaxOf(choices.map((choice) => weighCaption(choice, choice.agreement, weights)));
      const rightChance = choices.reduce((sum, { right }, index) => sum + (right ? (chances[index] ?? 0) : 0), 0);
      for (const [index, { right, agreement }] of choices.entries()) {
        const chance = chances[index] ?? 0;
        const excess = (chance - (right ? chance / rightChance : 0)) / taught.length;
        for (const name of names) gradient[name] += excess * agreement[name];
      }
    }
    for (const name of names) {
      const slope = gradient[name] + decay * weights[name];
      mean[name] = 0.9 * mean[name] + 0.1 * slope;
      square[name] = 0.999 * square[name] + 0.001 * slope * slope;
      const move = mean[name] / (1 - 0.9 ** step) / (Math.sqrt(square[name] / (1 - 0.999 ** step)) + 1e-8);
      weights[name] = Math.max(0, weights[name] - stepSize * move);
    }
  }
  return weights;
}

/** Share of clips whose chosen caption is right. */
export function shareRight(clips: readonly (readonly Choice[])[], weights: Weights): number {
  const right = clips.filter((choices) => {
    const scores = choices.map((choice) => weighCaption(choice, choice.agreement, weights));
    return choices[scores.indexOf(Math.max(...scores))]?.right;
  });
  return right.length / clips.length;
}

function softmaxOf(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const raised = values.map((value) => Math.exp(value - highest));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}
