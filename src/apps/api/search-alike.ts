import { AskreelError } from '../../domain/coded-error.js';
import { spanContains } from '../../domain/time-span.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { AlikeQuery, MomentSearchResult } from '../../retrieval/contracts.js';
import { findAlike } from '../../retrieval/find-alike.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds, type SearchMomentsOptions } from './search-moments.js';

/** What moments should look like: a picture file, or a moment of a video of the library. */
export type LikenessExample =
  | { readonly image: string }
  /** A video by title, path or id, and source seconds. */
  | { readonly video: string; readonly timeSeconds: number };

/**
 * Moments that look like a picture, or like another moment (which is then left out), best first. The score is a likeness:
 * 1 is the very same picture, 0 no more alike than any frame of the library, found from one half on.
 *
 * Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT` for a moment outside its video, `IMAGE_UNREADABLE`, `VIDEO_NOT_FOUND` and its
 * like for the file, `ABORTED`.
 */
export async function searchAlike(
  library: VideoLibrary,
  example: LikenessExample,
  options: SearchMomentsOptions = {},
): Promise<MomentSearchResult> {
  const { videos, ...rest } = options;
  const videoIds = videos && resolveVideoIds(library.library, videos);
  const pictures =
    'image' in example
      ? { pictures: await encodeImage(library, example.image, options.signal) }
      : readMoment(library, example.video, example.timeSeconds);
  return findAlike({ ...pictures, ...rest, ...(videoIds && { videoIds }) }, library.library);
}

async function encodeImage(library: VideoLibrary, path: string, signal?: AbortSignal): Promise<Float32Array[]> {
  const media = await library.media();
  const image = await media.readImage(path, signal ? { signal } : {});
  const encodings = await library.encoders.frame.encode([image]);
  return encodings.map(({ embedding }) => embedding);
}

/** The stored frames of the shot that is on screen then. */
function readMoment(
  { library }: VideoLibrary,
  reference: string,
  timeSeconds: number,
): Pick<AlikeQuery, 'pictures' | 'except'> {
  const [videoId = ''] = resolveVideoIds(library, [reference]);
  const shot = library.shots(videoId).find(({ span }) => spanContains(span, timeSeconds));
  if (!shot) {
    throw new AskreelError('BAD_ARGUMENT', `"${reference}" shows nothing at ${formatTimestamp(timeSeconds)}.`, {
      hint: 'Name a moment inside the video, as in --like "my trip@1:05".',
    });
  }
  const frames = library.frames(videoId, shot.span);
  const nearest = frames.toSorted(
    (a, b) => Math.abs(a.timeSeconds - timeSeconds) - Math.abs(b.timeSeconds - timeSeconds),
  )[0];
  return { pictures: nearest ? [nearest.embedding] : [], except: { videoId, span: shot.span } };
}
