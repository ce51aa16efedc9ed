import type { Moment } from '../../domain/moment.js';
import type { TimeSpan } from '../../domain/time-span.js';
import { AskreelError } from '../../domain/coded-error.js';
import type { Video } from '../../domain/video.js';
import type { Tube } from '../../retrieval/contracts.js';
import type { VideoLibrary } from '../video-library.js';

/** Options of {@link locateThings}. */
export interface LocateThingsOptions {
  /** Title, path or id of the only video to look into. */
  readonly video?: string;
  /** Where to look, source seconds; needs a video. Default: the moments that the search finds. */
  readonly span?: TimeSpan;
  /** At most so many moments are looked at (default 3). */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** A tube with the video that it is in. */
export interface LocatedThing extends Tube {
  readonly videoTitle: string;
  /** Absolute. */
  readonly videoPath: string;
}

/**
 * Where in the frame something is, over time: in the given span, or in the moments that the search finds. Empty when
 * nothing fits. Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT` for a span that lies outside its video or comes without one, and
 * what decoding throws.
 */
export async function locateThings(
  library: VideoLibrary,
  description: string,
  { video: reference, span, limit = 3, signal }: LocateThingsOptions = {},
): Promise<LocatedThing[]> {
  const video = reference === undefined ? undefined : requireVideo(library, reference);
  const places = span
    ? [spanOf(video, span)]
    : await searchFor(library, description, {
        limit,
        ...(video && { videoIds: [video.id] }),
        ...(signal && { signal }),
      });
  const found: LocatedThing[] = [];
  for (const { videoId, videoTitle, videoPath, span: where } of places) {
    const tubes = await library.spatialLocator.whereIs({
      videoId,
      description,
      span: where,
      ...(signal && { signal }),
    });
    found.push(...tubes.map((tube) => ({ ...tube, videoTitle, videoPath })));
  }
  return found;
}

type Place = Pick<Moment, 'videoId' | 'videoTitle' | 'videoPath' | 'span'>;

async function searchFor(
  { search }: VideoLibrary,
  description: string,
  narrowed: { readonly limit: number; readonly videoIds?: readonly string[]; readonly signal?: AbortSignal },
): Promise<readonly Place[]> {
  return (await search.search({ description, ...narrowed })).moments;
}

function requireVideo({ library }: VideoLibrary, reference: string): Video {
  const video = library.findVideo(reference);
  if (video) return video;
  throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video called "${reference}".`, {
    hint: 'See `askreel videos` for the titles; of several with one title, give the path or the id.',
  });
}

function spanOf(video: Video | undefined, span: TimeSpan): Place {
  if (!video) {
    throw new AskreelError('BAD_ARGUMENT', 'A span without a video says nothing.', { hint: 'Name the video as well.' });
  }
  const inside = { startSeconds: span.startSeconds, endSeconds: Math.min(span.endSeconds, video.durationSeconds) };
  if (!(inside.startSeconds >= 0 && inside.startSeconds < inside.endSeconds)) {
    throw new AskreelError('BAD_ARGUMENT', `The span lies outside ${video.title}, or ends before it starts.`, {
      hint: `The video is ${video.durationSeconds.toFixed(1)} s long.`,
    });
  }
  return { videoId: video.id, videoTitle: video.title, videoPath: video.path, span: inside };
}
