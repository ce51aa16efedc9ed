import { AskreelError } from '../domain/coded-error.js';
import type { Video } from '../domain/video.js';
import type { LibraryReader } from '../library/contracts.js';
import type { TruthSet, VideoTruth } from './truth-set.js';

/** A video as the library holds it, with its truth. */
export interface HeldVideo {
  readonly video: Video;
  readonly truth: VideoTruth;
}

/** Finds the truth's videos in the library. Throws VIDEO_UNKNOWN for one that it does not hold: a score over fewer would mislead. */
export function findHeldVideos(truth: TruthSet, library: LibraryReader): HeldVideo[] {
  return truth.videos.map((item) => {
    const video = library.findByPath(item.path);
    if (video) return { video, truth: item };
    const hint = 'Index all videos of the folder first; two with the same content cannot be told apart.';
    throw new AskreelError('VIDEO_UNKNOWN', `The library does not hold ${item.path}.`, { hint });
  });
}
