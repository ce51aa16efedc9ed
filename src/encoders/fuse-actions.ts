/** What one judge makes of a clip. */
export interface ActionOpinion {
  readonly labels: readonly string[];
  /** Of `labels`, summing to 1. */
  readonly probabilities: Float32Array;
}

/** A label with its probability. */
export interface NamedAction {
  readonly label: string;
  readonly probability: number;
}

/** So that a label that one judge rules out stays comparable with others that it rules out. */
const leastProbability = 1e-12;

/**
 * Two opinions as one: the weighted geometric mean, p^(1 − weight) · q^weight, at sum 1 again. Labels are the same when
 * they differ only in case; of a label that one judge does not know it is taken to think what it thinks of a label on
 * average. The labels come in the first judge's order and spelling, then those that only the second knows.
 */
export function fuseActions(first: ActionOpinion, second: ActionOpinion, weight: number): NamedAction[] {
  const opinionOf = ({ labels, probabilities }: ActionOpinion): ((label: string) => number) => {
    const known = new Map(labels.map((label, index) => [label.toLowerCase(), probabilities[index] ?? 0]));
    return (label) => Math.max(leastProbability, known.get(label.toLowerCase()) ?? 1 / labels.length);
  };
  const [p, q] = [opinionOf(first), opinionOf(second)];
  const spelt = new Set(first.labels.map((label) => label.toLowerCase()));
  const labels = [...first.labels, ...second.labels.filter((label) => !spelt.has(label.toLowerCase()))];
  const products = labels.map((label) => p(label) ** (1 - weight) * q(label) ** weight);
  const sum = products.reduce((total, product) => total + product, 0);
  return labels.map((label, index) => ({ label, probability: (products[index] ?? 0) / sum }));
}
