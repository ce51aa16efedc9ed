import { AskreelError } from '../../domain/coded-error.js';
import type { VideoId } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { MomentQuery, MomentSearchResult } from '../../retrieval/contracts.js';
import type { VideoLibrary } from '../video-library.js';

/** Narrows {@link searchMoments}. */
export interface SearchMomentsOptions extends Omit<MomentQuery, 'description' | 'videoIds'> {
  /** Search only these videos: titles, paths or ids. */
  readonly videos?: readonly string[];
}

/**
 * Moments that show, or say, what a description says, best first; none, with `verdict: 'nothing-matches'`, when the
 * library holds nothing like it. Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT` for an empty description, `ABORTED`.
 */
export async function searchMoments(
  library: VideoLibrary,
  description: string,
  options: SearchMomentsOptions = {},
): Promise<MomentSearchResult> {
  const { videos, ...rest } = options;
  const videoIds = videos && resolveVideoIds(library.library, videos);
  return library.search.search({ description, ...rest, ...(videoIds && { videoIds }) });
}

/** The ids of videos named by title, path or id. Throws `VIDEO_UNKNOWN`. */
export function resolveVideoIds(library: LibraryReader, references: readonly string[]): VideoId[] {
  return references.map((reference) => {
    const video = library.findVideo(reference);
    if (video) return video.id;
    throw new AskreelError('VIDEO_UNKNOWN', `No video of the library, or more than one, is called "${reference}".`, {
      hint: 'See `askreel videos` for titles and ids.',
    });
  });
}
