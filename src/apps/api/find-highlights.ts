import type { HighlightQuery, Highlights } from '../../retrieval/contracts.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds } from './search-moments.js';

/** What {@link findHighlights} makes highlights of. */
export type FindHighlightsOptions = Omit<HighlightQuery, 'videoId'>;

/**
 * The stretches of a video (its title, path or id) that are most worth seeing, and the saliency of each 2 s of it.
 * Throws `VIDEO_UNKNOWN`, `BAD_ARGUMENT` for an empty description or no length, `ABORTED`.
 */
export async function findHighlights(
  library: VideoLibrary,
  video: string,
  options: FindHighlightsOptions = {},
): Promise<Highlights> {
  const [videoId = ''] = resolveVideoIds(library.library, [video]);
  return library.highlights.find({ videoId, ...options });
}
