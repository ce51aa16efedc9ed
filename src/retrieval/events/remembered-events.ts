import type { VideoEvent } from '../../domain/events/video-event.js';
import type { Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { EventQuery } from './contracts.js';

/** An event with the video that it happens in. */
export interface RememberedEvent {
  readonly video: Video;
  readonly event: VideoEvent;
}

/** All events of the videos and the span that a query names, video by video in time order; none of unfamiliar footage. */
export function rememberedEvents(
  library: LibraryReader,
  { videoIds, span }: Pick<EventQuery, 'videoIds' | 'span'>,
): RememberedEvent[] {
  return library
    .videos()
    .filter((video) => video.familiarity === 'familiar' && (videoIds === undefined || videoIds.includes(video.id)))
    .flatMap((video) => library.events(video.id, span).map((event) => ({ video, event })));
}
