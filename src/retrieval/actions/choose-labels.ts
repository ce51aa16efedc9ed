import { AskreelError } from '../../domain/coded-error.js';
import { contentWords, wordCoverage } from '../query-words.js';

const nearOffered = 5;

/** What was asked for, in labels that a judge knows. */
export interface ChosenLabels {
  readonly labels: readonly string[];
  /** Actions that no label names. */
  readonly unknown: readonly string[];
}

/** The labels that actions name: one spelt the same, or all that hold its words in some inflection (`moving` both `moves left` and `moves right`). */
export function chooseLabels(actions: readonly string[], known: readonly string[]): ChosenLabels {
  const labels = new Set<string>();
  const unknown: string[] = [];
  for (const action of actions) {
    const same = known.filter((label) => label.toLowerCase() === action.trim().toLowerCase());
    const words = contentWords(action);
    const found =
      same.length > 0 || words.length === 0 ? same : known.filter((label) => wordCoverage(words, label) === 1);
    if (found.length === 0) unknown.push(action);
    for (const label of found) labels.add(label);
  }
  return { labels: [...labels], unknown };
}

/** That a model pack knows no such action, with the labels that come nearest. */
export function unknownActionError(action: string, known: readonly string[]): AskreelError {
  if (known.length === 0) {
    return new AskreelError('BAD_ARGUMENT', 'The model pack names no actions.', {
      hint: 'Describe what you look for with a search instead, or use a pack with a clip encoder or words for actions.',
    });
  }
  const near = [...known].sort((a, b) => likeness(b, action) - likeness(a, action)).slice(0, nearOffered);
  return new AskreelError('BAD_ARGUMENT', `The model pack knows no action "${action}".`, {
    hint: `It names ${known.length}; nearest: ${near.join(', ')}.`,
  });
}

/** Share of letter pairs that two texts have in common (Dice), 0 to 1. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return (2 * shared) / Math.max(1, first.size + second.size);
}

function pairsOf(text: string): Set<string> {
  const letters = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)));
}
