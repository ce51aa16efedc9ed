import type { EventAnswer, EventQuery } from '../../retrieval/events/contracts.js';
import { queryEvents as queryMemory } from '../../retrieval/events/query-events.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds } from './search-moments.js';

/** A question to the memory of events. */
export interface QueryEventsOptions extends Omit<EventQuery, 'videoIds'> {
  /** Look only into these videos: titles, paths or ids. */
  readonly videos?: readonly string[];
}

/**
 * How many, how often, how long, first, last, before, after: counted in the memory of who does what, when, that the
 * library keeps of each video; with the events that the numbers rest on. Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT`, `ABORTED`.
 *
 * @example
 * const { count, seconds } = await queryEvents(library, { measure: 'count', about: 'a red dog jumps' });
 */
export async function queryEvents(library: VideoLibrary, options: QueryEventsOptions): Promise<EventAnswer> {
  const { videos, ...query } = options;
  const videoIds = videos && resolveVideoIds(library.library, videos);
  return queryMemory({ ...query, ...(videoIds && { videoIds }) }, library);
}
