import type { TimeSpan } from '../domain/time-span.js';
import type { LibraryReader } from '../library/contracts.js';
import type { ShotSignals } from './shot-signals.js';
import type { WordBackground } from './word-background.js';

/** A stretch that fits half as well as the best frame still belongs to it. */
const stretchShare = 0.5;
/** A stretch is not broken by frames that fit badly for no longer than this: somebody walks past. */
const bridgedSeconds = 1.5;
/** Shots up to this long are moments as they are; within longer ones the moment is looked for. */
const longestMomentSeconds = 12;

/**
 * Adds to the signals of each shot by how much the description stands out among other words on its best frame, and, for
 * a long shot, the stretch in which it does.
 */
export async function addWordDeviations(
  shots: readonly ShotSignals[],
  description: Float32Array,
  library: LibraryReader,
  background: WordBackground,
): Promise<void> {
  for (const signals of shots) {
    const { video, shot } = signals;
    const frames = library.frames(video.id, shot.span);
    if (frames.length === 0) continue;
    const deviations = await background.deviations(
      description,
      frames.map(({ embedding }) => embedding),
    );
    const best = Math.max(...deviations);
    signals.words = { deviations: best };
    const { startSeconds, endSeconds } = shot.span;
    if (endSeconds - startSeconds <= longestMomentSeconds || best <= 0) continue;
    const times = frames.map(({ timeSeconds }) => timeSeconds);
    signals.words = { deviations: best, span: stretchAround(deviations, times, shot.span) };
  }
}

/**
 * The stretch around the best frame that fits at least half as well; it ends half way to the first frame that does not.
 */
function stretchAround(deviations: readonly number[], times: readonly number[], within: TimeSpan): TimeSpan {
  const best = deviations.indexOf(Math.max(...deviations));
  const least = stretchShare * (deviations[best] ?? 0);
  const reach = (step: 1 | -1): number => {
    let last = best;
    for (let index = best + step; index >= 0 && index < times.length; index += step) {
      if (Math.abs((times[index] ?? 0) - (times[last] ?? 0)) > bridgedSeconds && (deviations[index] ?? 0) < least)
        break;
      if ((deviations[index] ?? 0) >= least) last = index;
    }
    return last;
  };
  const edge = (index: number, step: 1 | -1, end: number): number => {
    const [inside, outside] = [times[index] ?? end, times[index + step]];
    return outside === undefined ? end : (inside + outside) / 2;
  };
  return {
    startSeconds: edge(reach(-1), -1, within.startSeconds),
    endSeconds: edge(reach(1), 1, within.endSeconds),
  };
}
