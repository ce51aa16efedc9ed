import type { SignalWeights } from '../../src/retrieval/fusion-weights.js';
import type { SearchedQuery } from './gather-candidates.js';
import { signalFeatures, signalNames } from './signal-features.js';

const steps = 3000;
const stepSize = 0.02;
/** Pull of each weight towards zero; also keeps weights finite where classes can be told apart perfectly. */
const decay = 1e-3;
const start = [-4, 0.3, 0.5, 3, 1, 1, 0.5];

/**
 * Logistic regression of "shows what was asked for" on the signals, by Adam (Kingma & Ba 2015) on all rows at once.
 * Weights are kept at zero or above: no signal may speak against a shot by being strong.
 */
export function fitWeights(queries: readonly SearchedQuery[]): SignalWeights {
  const rows = queries.flatMap(({ candidates }) =>
    candidates.flatMap(({ signals, relevant }) =>
      relevant === undefined ? [] : [{ inputs: [1, ...signalFeatures(signals)], wanted: Number(relevant) }],
    ),
  );
  const weights = [...start];
  const mean = weights.map(() => 0);
  const square = weights.map(() => 0);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : decay * weight));
    for (const { inputs, wanted } of rows) {
      const logOdds = inputs.reduce((sum, input, index) => sum + input * (weights[index] ?? 0), 0);
      const excess = (1 / (1 + Math.exp(-logOdds)) - wanted) / rows.length;
      inputs.forEach((input, index) => (gradient[index] = (gradient[index] ?? 0) + excess * input));
    }
    gradient.forEach((slope, index) => {
      const first = (mean[index] = 0.9 * (mean[index] ?? 0) + 0.1 * slope);
      const second = (square[index] = 0.999 * (square[index] ?? 0) + 0.001 * slope * slope);
      const move = first / (1 - 0.9 ** step) / (Math.sqrt(second / (1 - 0.999 ** step)) + 1e-8);
      const moved = (weights[index] ?? 0) - stepSize * move;
      weights[index] = index === 0 ? moved : Math.max(0, moved);
    });
  }
  const [bias = 0, ...others] = weights.map((weight) => Math.round(weight * 1000) / 1000);
  const named = signalNames.map((name, index) => [name, others[index] ?? 0] as const);
  return { bias, words: 0, ...(Object.fromEntries(named) as Record<(typeof signalNames)[number], number>) };
}
