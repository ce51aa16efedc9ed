import { AskreelError } from '../../domain/coded-error.js';
import type { Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import { resolveVideoIds } from '../api/search-moments.js';

/** The video of an id. Throws `VIDEO_UNKNOWN`. */
export function requireVideo(library: LibraryReader, id: string): Video {
  const video = library.findVideo(id);
  if (video?.id === id) return video;
  throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video with the id ${id}.`, {
    hint: 'GET /api/videos lists the videos.',
  });
}

/** Sees that titles, ids and paths name videos. Throws `VIDEO_UNKNOWN` for the first that does not. */
export function requireVideoReferences(library: LibraryReader, references: readonly string[]): void {
  resolveVideoIds(library, references);
}
