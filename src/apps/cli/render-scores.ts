import type { EvaluationResult } from '../../evaluation/contracts.js';

/** The scores of an evaluation as a table for a person. */
export function renderScores(result: EvaluationResult): string[] {
  const { retrieval, actions, captions, qa, shots } = result;
  const rows: [string, number | null][] = [
    [`retrieval R@1 (${retrieval.queries} descriptions)`, retrieval.r1],
    ['retrieval R@5', retrieval.r5],
    [`retrieval R@1, unseen combinations (${retrieval.unseen.queries})`, retrieval.unseen.r1],
    ['retrieval R@5, unseen combinations', retrieval.unseen.r5],
    [`actions top-1 (${actions.shots} shots)`, actions.top1],
    [`direction pairs (${actions.pairShots} shots)`, actions.directionPairs],
    ['direction pairs from one frame (the baseline)', actions.frameOnlyDirectionPairs],
    [`captions: actor, colour and action right (${captions.shots} shots)`, captions.exact],
    [`answers right (${qa.questions} questions)`, qa.accuracy],
    ['refused when there is nothing to find', qa.refusal],
    ['refused though there is something', qa.falseRefusal],
    ...Object.entries(qa.byType).map(([type, { accuracy, questions }]): [string, number | null] => [
      `  ${type} (${questions})`,
      accuracy,
    ]),
    ['shot boundaries: precision', shots.precision],
    ['shot boundaries: recall', shots.recall],
  ];
  const scored = rows.filter(([, value]) => value !== null);
  const widest = Math.max(0, ...scored.map(([name]) => name.length));
  const lines = scored.map(([name, value]) => `${name.padEnd(widest)}  ${percent(value)}`);
  const rank = `median rank ${retrieval.medianRank ?? '–'}`;
  return [...lines, `${result.episodes} episodes, ${rank}`];
}

function percent(rate: number | null): string {
  return rate === null ? '      –' : `${(rate * 100).toFixed(1)} %`.padStart(7);
}
