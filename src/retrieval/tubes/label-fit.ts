import type { Track } from './link-detections.js';
import { splitWords, stemWord } from '../query-words.js';

/** What a detector calls a track: the likeliest word of each group, later groups first, as English puts them. */
export function nameTrack(track: Track, groups: readonly (readonly string[])[]): string {
  const means = meanProbabilities(track);
  let first = 0;
  const words = groups.map((group) => {
    const own = means.slice(first, first + group.length);
    first += group.length;
    return group[own.indexOf(Math.max(...own))] ?? '';
  });
  return words.reverse().join(' ');
}

/**
 * How well a track fits a description by the detector's own words, 0 to 1: of each group the word that is said first
 * (`a red dog beside a blue cat` is about the dog). `undefined` when the description says none of them.
 */
export function labelFit(
  track: Track,
  description: string,
  groups: readonly (readonly string[])[],
): number | undefined {
  const said = splitWords(description).map(stemWord);
  const means = meanProbabilities(track);
  let [first, fit] = [0, undefined as number | undefined];
  for (const group of groups) {
    const wanted = group
      .map((label, index) => ({ index: first + index, at: said.indexOf(stemWord(label)) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (wanted) fit = (fit ?? 1) * (means[wanted.index] ?? 0);
    first += group.length;
  }
  return fit;
}

function meanProbabilities({ steps }: Track): number[] {
  const length = steps[0]?.detection.probabilities.length ?? 0;
  return Array.from(
    { length },
    (_, index) => steps.reduce((sum, { detection }) => sum + (detection.probabilities[index] ?? 0), 0) / steps.length,
  );
}
