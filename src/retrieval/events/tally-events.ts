import { spanSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { EventAnswer, EventMatch, VideoTally } from './contracts.js';

/** The numbers of some events, in all and for each video. */
export function tallyEvents(
  counted: readonly EventMatch[],
  doubtful: readonly EventMatch[],
): Pick<EventAnswer, 'count' | 'perhaps' | 'seconds' | 'tallies'> {
  const videos = new Map([...counted, ...doubtful].map(({ video }) => [video.id, video]));
  const tallies = [...videos.values()].map((video): VideoTally => {
    const isHere = (match: EventMatch): boolean => match.video.id === video.id;
    const here = counted.filter(isHere);
    return {
      video,
      count: here.length,
      perhaps: doubtful.filter(isHere).length,
      seconds: coveredSeconds(here.map(({ event }) => event.span)),
    };
  });
  const seconds = tallies.reduce((sum, tally) => sum + tally.seconds, 0);
  return { count: counted.length, perhaps: doubtful.length, seconds, tallies };
}

/** Time that at least one of the spans covers. */
export function coveredSeconds(spans: readonly TimeSpan[]): number {
  let total = 0;
  let reached = -Infinity;
  for (const span of spans.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    total += spanSeconds({ startSeconds: Math.max(span.startSeconds, reached), endSeconds: span.endSeconds });
    reached = Math.max(reached, span.endSeconds);
  }
  return total;
}
