import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../domain/coded-error.js';
import type { VideoEvent } from '../../domain/events/video-event.js';
import type { Shot } from '../../domain/video.js';
import type { FrameVector, LibraryReader } from '../../library/contracts.js';
import { sceneWords } from './scene-words.js';
import { joiningCost, joinUnits, unitOfShot, type Unit } from './unit.js';

/** Shots whose frames are read at once. */
const shotsAtOnce = 50;

/** What is known of a video's shots, as read by {@link readUnits}. */
export interface UnitSource {
  readonly library: Pick<LibraryReader, 'frames'>;
  readonly dimensions: number;
  /** In time order. */
  readonly shots: readonly Shot[];
  readonly events: readonly VideoEvent[];
}

/**
 * A video's shots as at most `most` units, in time order. Frames are read a few shots at a time, and neighbours that are most alike
 * are joined on the way: hours of video take no more memory than minutes. Throws `ABORTED`.
 */
export async function readUnits(source: UnitSource, most: number, signal?: AbortSignal): Promise<Unit[]> {
  const { library, shots, dimensions } = source;
  const eventsOf = byShot(source.events);
  let units: Unit[] = [];
  let lastLooks: Float32Array = new Float32Array(dimensions);
  for (let at = 0; at < shots.length; at += shotsAtOnce) {
    throwIfAborted(signal);
    const some = shots.slice(at, at + shotsAtOnce);
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last) break;
    const span = { startSeconds: first.span.startSeconds, endSeconds: last.span.endSeconds };
    const frames = library.frames(first.videoId, span);
    for (const shot of some) {
      // A shot of which no frame was kept looked like the one before it.
      lastLooks = meanOf(frames, shot, dimensions) ?? lastLooks;
      units.push(unitOfShot(shot.span, lastLooks, sceneWords(eventsOf.get(shot.index) ?? [])));
    }
    if (units.length > 2 * most) units = joinAlike(units, most);
    await nextTurn();
  }
  return units.length > most ? joinAlike(units, most) : units;
}

function byShot(events: readonly VideoEvent[]): ReadonlyMap<number, VideoEvent[]> {
  const found = new Map<number, VideoEvent[]>();
  for (const event of events) {
    const list = found.get(event.shotIndex);
    if (list) list.push(event);
    else found.set(event.shotIndex, [event]);
  }
  return found;
}

function meanOf(frames: readonly FrameVector[], { span }: Shot, dimensions: number): Float32Array | undefined {
  const sum = new Float32Array(dimensions);
  let count = 0;
  for (const { timeSeconds, embedding } of frames) {
    if (timeSeconds < span.startSeconds || timeSeconds >= span.endSeconds) continue;
    count += 1;
    for (let k = 0; k < dimensions; k += 1) sum[k] = (sum[k] ?? 0) + (embedding[k] ?? 0);
  }
  return count === 0 ? undefined : sum.map((value) => value / count);
}

/** Joins the neighbours that are most alike until there are so few. */
function joinAlike(units: readonly Unit[], most: number): Unit[] {
  const joined = [...units];
  const scales = { looks: 1, words: 1 };
  const costs = joined.slice(1).map((unit, at) => joiningCost(joined[at] ?? unit, unit, scales));
  while (joined.length > most) {
    let best = 0;
    for (let at = 1; at < costs.length; at += 1) if ((costs[at] ?? Infinity) < (costs[best] ?? Infinity)) best = at;
    const [a, b] = [joined[best], joined[best + 1]];
    if (!a || !b) break;
    const both = joinUnits(a, b);
    joined.splice(best, 2, both);
    costs.splice(best, 1);
    const [before, after] = [joined[best - 1], joined[best + 1]];
    if (before) costs[best - 1] = joiningCost(before, both, scales);
    if (after) costs[best] = joiningCost(both, after, scales);
  }
  return joined;
}
