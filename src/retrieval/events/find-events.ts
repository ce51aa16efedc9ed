import { overlapSeconds } from '../../domain/time-span.js';
import type { Moment } from '../../domain/moment.js';
import type { MomentSearch } from '../contracts.js';
import type { EventMatch, EventQuery } from './contracts.js';
import { countMissing, matchByWords, readDescription, rivalLikelihood } from './match-events.js';
import type { RememberedEvent } from './remembered-events.js';

/** An event from this likelihood on is counted; one below is doubtful. */
export const countedFrom = 0.5;
/** A less likely event is none. */
const doubtfulFrom = 0.25;
/** What a question takes for granted may be less likely than that: it then says so. */
const grantedFrom = 0.1;
// A search's score of this is right as often as wrong (measured on held-out episodes).
const evenScore = 0.6;
const momentsLookedAt = 10;

/** Where and how {@link findEvents} looks. */
export interface FindOptions extends Pick<EventQuery, 'videoIds' | 'span' | 'signal'> {
  /** Whether the question takes it for granted that the event happened. */
  readonly granted?: boolean;
}

/**
 * The events that a description means, in time order: by words and, where no caption says it, by the search, which looks
 * at the pictures. A caption may be wrong in a word or say it in other words: an event that the search brings must lack
 * no more than one of the things described, and it takes a sure search, or a search and the classifier together, for it
 * to be counted.
 */
export async function findEvents(
  events: readonly RememberedEvent[],
  description: string,
  search: MomentSearch,
  { videoIds, span, signal, granted = false }: FindOptions,
): Promise<EventMatch[]> {
  const wanted = readDescription(description);
  const worded = matchByWords(events, wanted);
  const isSaid = worded.some(({ reason }) => reason !== 'classifier');
  if (isSaid || events.length === 0 || wanted.beside.length > 0) return worded;
  const { moments, nearest } = await search.search({
    description,
    limit: momentsLookedAt,
    ...(videoIds && { videoIds }),
    ...(span && { span }),
    ...(signal && { signal }),
  });
  const found = new Map(worded.map((match) => [match.event, match]));
  for (const moment of [...moments, ...nearest]) {
    const item = eventAt(events, moment);
    if (!item) continue;
    const missing = countMissing(item.event, wanted);
    if (missing > 1 || missing === wanted.units.length) continue;
    const likelihood = fromScore(either(moment.score, rivalLikelihood(item.event, wanted.units)));
    if (likelihood < (granted ? grantedFrom : doubtfulFrom)) continue;
    if (likelihood > (found.get(item.event)?.likelihood ?? 0))
      found.set(item.event, { ...item, reason: 'search', likelihood });
  }
  return events.flatMap(({ event }) => found.get(event) ?? []);
}

/** The event that shares most time with a moment. */
function eventAt(events: readonly RememberedEvent[], { videoId, span }: Moment): RememberedEvent | undefined {
  let best: RememberedEvent | undefined;
  let most = 0;
  for (const item of events) {
    const shared = item.video.id === videoId ? overlapSeconds(item.event.span, span) : 0;
    if (shared > most) [best, most] = [item, shared];
  }
  return best;
}

/** How likely one of two opinions is right that do not know of each other. */
function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}

/** A search's score as a likelihood: even odds at {@link evenScore}. */
function fromScore(score: number): number {
  if (score <= evenScore) return (score / evenScore) * countedFrom;
  return countedFrom + ((score - evenScore) / (1 - evenScore)) * (1 - countedFrom);
}
