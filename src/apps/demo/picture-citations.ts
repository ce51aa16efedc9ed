import type { Citation } from '../../domain/answer.js';
import { throwIfAborted } from '../../domain/coded-error.js';
import { spanMiddle } from '../../domain/time-span.js';
import type { Media } from '../../media/contracts.js';
import type { PicturedCitation } from './answered-question.js';

/** More pictures than these per answer would hide the answer. */
const mostPictures = 6;

/** Adds a picture of its middle to each citation. A moment without a picture is shown without one. */
export async function pictureCitations(
  citations: readonly Citation[],
  media: Media,
  signal?: AbortSignal,
): Promise<PicturedCitation[]> {
  const pictured: PicturedCitation[] = [];
  for (const citation of citations.slice(0, mostPictures)) {
    const thumbnail = await media
      .makeThumbnail(citation.videoPath, spanMiddle(citation.span), { width: 320, ...(signal && { signal }) })
      .catch(() => undefined);
    throwIfAborted(signal);
    pictured.push({ ...citation, ...(thumbnail && { thumbnail }) });
  }
  return pictured;
}
