import { formatScore } from '../scores/format-score.js';
import type { ScoreSection } from '../scores/score-section.js';

/** Scores as a table for a person. */
export function renderScores(sections: readonly ScoreSection[]): string[] {
  const widest = Math.max(0, ...sections.flatMap(({ scores }) => scores.map(({ name }) => name.length)));
  return sections.flatMap(({ title, scores }, index) => [
    ...(index > 0 ? [''] : []),
    title,
    ...scores.map(({ name, value, unit }) => `  ${name.padEnd(widest)}  ${formatScore(value, unit).padStart(7)}`),
  ]);
}
