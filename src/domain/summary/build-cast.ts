import type { VideoEvent } from '../events/video-event.js';
import { spanSeconds, type TimeSpan } from '../time-span.js';
import type { Shot } from '../video.js';
import type { CastMember } from './video-summary.js';

interface Appearances {
  readonly spans: TimeSpan[];
  readonly actions: Map<string, TimeSpan[]>;
}

/** Who acts or stands by in a video's events, for how long they are on screen, and when they do what. */
export function buildCast(events: readonly VideoEvent[], shots: readonly Shot[]): CastMember[] {
  const shotSpans = new Map(shots.map(({ index, span }) => [index, span]));
  const cast = new Map<string, Appearances>();
  const appear = (actor: string): Appearances => {
    const known = cast.get(actor) ?? { spans: [], actions: new Map<string, TimeSpan[]>() };
    cast.set(actor, known);
    return known;
  };
  for (const { actor, companion, action, span, shotIndex } of events) {
    // An event is timed by its movement; whoever moves is seen before and after it as well.
    const seen = [span, shotSpans.get(shotIndex) ?? span];
    if (companion !== undefined && companion !== '') appear(companion).spans.push(...seen);
    if (actor === '') continue;
    const own = appear(actor);
    own.spans.push(...seen);
    if (action !== '') own.actions.set(action, [...(own.actions.get(action) ?? []), span]);
  }
  return [...cast]
    .map(([actor, { spans, actions }]) => ({
      actor,
      secondsOnScreen: unionSeconds(spans),
      actions: [...actions]
        .map(([action, times]) => ({ action, spans: times }))
        .toSorted((a, b) => b.spans.length - a.spans.length),
    }))
    .toSorted((a, b) => b.secondsOnScreen - a.secondsOnScreen);
}

/** Seconds that at least one of the spans covers. */
function unionSeconds(spans: readonly TimeSpan[]): number {
  let seconds = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { startSeconds, endSeconds } of spans.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    seconds += spanSeconds({ startSeconds: Math.max(startSeconds, reached), endSeconds });
    reached = Math.max(reached, endSeconds);
  }
  return seconds;
}
