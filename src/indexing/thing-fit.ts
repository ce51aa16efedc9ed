import type { Detection } from '../encoders/contracts.js';

/** What a thing that is not seen at all counts. */
const leastFit = 1e-3;

/**
 * Log-probability that a text's main thing is the one in the pictures, by a detector's own words: of each group of labels the one
 * that the text says first (`a red dog beside a blue cat` is about the dog), for the thing in each picture that fits best.
 * `undefined` when the text says no label or no picture shows a thing.
 */
export function thingFit(
  text: string,
  pictures: readonly (readonly Detection[])[],
  labelGroups: readonly (readonly string[])[],
): number | undefined {
  const wanted = saidLabels(text, labelGroups);
  const shown = pictures.filter((things) => things.length > 0);
  if (wanted.length === 0 || shown.length === 0) return undefined;
  const fits = shown.map((things) =>
    Math.max(...things.map(({ probabilities }) => product(wanted.map((label) => probabilities[label] ?? 0)))),
  );
  return Math.log(Math.max(leastFit, fits.reduce((sum, fit) => sum + fit, 0) / fits.length));
}

/** Places, among all labels one after another, of the label of each group that a text says first. */
function saidLabels(text: string, labelGroups: readonly (readonly string[])[]): number[] {
  const words = ` ${text.toLowerCase()} `;
  let first = 0;
  return labelGroups.flatMap((group) => {
    const said = group
      .map((label, index) => ({ index: first + index, at: words.indexOf(` ${label} `) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    first += group.length;
    return said ? [said.index] : [];
  });
}

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}
