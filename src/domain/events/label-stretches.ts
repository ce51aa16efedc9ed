import type { TimeSpan } from '../time-span.js';
import type { ActionChance } from './video-event.js';

/** What a classifier says of one window of a shot. */
export interface LabelledWindow {
  readonly shotIndex: number;
  readonly span: TimeSpan;
  /** Best first, at least one. */
  readonly actions: readonly ActionChance[];
}

/** A stretch of a shot in which the classifier sees one action. */
export interface LabelStretch {
  readonly span: TimeSpan;
  readonly label: string;
  readonly probability: number;
  /** Mean probabilities of the other labels, best first. */
  readonly others: readonly ActionChance[];
}

// A probability from here on is worth an event of its own.
const sureEnough = 0.5;
const shortestSeconds = 1;

/** The stretches of a shot in which the best label stays: neighbouring windows meet in the middle of what they share. */
export function stretchesOf(windows: readonly LabelledWindow[], shot: TimeSpan): LabelStretch[] {
  const runs: LabelledWindow[][] = [];
  for (const window of windows) {
    const run = runs.at(-1);
    if (run && bestOf(run) === bestOf([window])) run.push(window);
    else runs.push([window]);
  }
  const mean = (run: readonly LabelledWindow[]): number => chances(run)[0]?.probability ?? 0;
  // What is seen too briefly or too dimly belongs to what was before it.
  const clear = runs.filter((run) => mean(run) >= sureEnough && runSeconds(run) >= shortestSeconds);
  const kept = clear.length > 0 ? clear : runs.toSorted((a, b) => mean(b) - mean(a)).slice(0, 1);
  const merged: LabelledWindow[][] = [];
  for (const run of kept) {
    const last = merged.at(-1);
    if (last && bestOf(last) === bestOf(run)) last.push(...run);
    else merged.push([...run]);
  }
  const borders = merged.slice(1).map((run, at) => {
    const before = merged[at]?.at(-1)?.span.endSeconds ?? shot.startSeconds;
    return (before + (run[0]?.span.startSeconds ?? before)) / 2;
  });
  return merged.flatMap((run, at) => {
    const [best, ...others] = chances(run);
    if (!best) return [];
    const span = {
      startSeconds: borders[at - 1] ?? shot.startSeconds,
      endSeconds: borders[at] ?? shot.endSeconds,
    };
    return [{ span, ...best, others }];
  });
}

function runSeconds(run: readonly LabelledWindow[]): number {
  const [first, last] = [run[0], run.at(-1)];
  return first && last ? last.span.endSeconds - first.span.startSeconds : 0;
}

function bestOf(run: readonly LabelledWindow[]): string | undefined {
  return run[0]?.actions[0]?.label;
}

/** Mean probabilities over a run, the run's own label first. */
function chances(run: readonly LabelledWindow[]): ActionChance[] {
  const sums = new Map<string, number>();
  for (const { actions } of run)
    for (const { label, probability } of actions) sums.set(label, (sums.get(label) ?? 0) + probability);
  const own = bestOf(run);
  return [...sums]
    .map(([label, sum]) => ({ label, probability: sum / run.length }))
    .toSorted((a, b) => Number(b.label === own) - Number(a.label === own) || b.probability - a.probability);
}
