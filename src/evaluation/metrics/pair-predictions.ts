import { AskreelError } from '../../domain/coded-error.js';

/** What is true of a query, with what a system said of it; `undefined` when it said nothing. */
export interface PredictionPair<Truth, Prediction> {
  readonly truth: Truth;
  readonly prediction: Prediction | undefined;
}

interface Identified {
  /** The query's id. */
  readonly qid: string;
}

/**
 * Puts predictions beside the truth, in the truth's order. A query without a prediction is kept, so that it counts as
 * wrong; the reference evaluators refuse to run then. Throws TRUTH_INVALID for predictions of queries that the truth
 * does not hold: they belong to other truth.
 */
export function pairPredictions<Truth extends Identified, Prediction extends Identified>(
  truths: readonly Truth[],
  predictions: readonly Prediction[],
): PredictionPair<Truth, Prediction>[] {
  const known = new Set(truths.map(({ qid }) => qid));
  const strangers = predictions.map(({ qid }) => qid).filter((qid) => !known.has(qid));
  if (strangers.length > 0) {
    const some = `${strangers.slice(0, 3).join(', ')}${strangers.length > 3 ? ', …' : ''}`;
    const hint = 'Predictions and truth must be of the same set of queries.';
    throw new AskreelError(
      'TRUTH_INVALID',
      `The truth does not hold ${strangers.length} of ${predictions.length} predicted queries: ${some}.`,
      { hint },
    );
  }
  const byQuery = new Map(predictions.map((prediction) => [prediction.qid, prediction]));
  return truths.map((truth) => ({ truth, prediction: byQuery.get(truth.qid) }));
}
