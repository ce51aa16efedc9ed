import { AskreelError } from '../../domain/coded-error.js';
import type { ActionQuery, LocatedActions } from '../../retrieval/contracts.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds } from './search-moments.js';

/** Narrows {@link locateActions}. */
export type LocateActionsOptions = Omit<ActionQuery, 'videoId'>;

/**
 * When actions happen in a video (its title, path or id), to a tenth of a second, and how its shots move. Looks at the
 * footage again; no actions for unfamiliar footage.
 *
 * Throws `VIDEO_UNKNOWN`; `BAD_ARGUMENT` for an empty span, or for an action that the pack does not know, with near ones
 * in the hint; `ABORTED`; and what decoding throws.
 *
 * @example
 * const { actions } = await locateActions(library, 'park day', { actions: ['jumps'] });
 */
export async function locateActions(
  library: VideoLibrary,
  video: string,
  options: LocateActionsOptions = {},
): Promise<LocatedActions> {
  const { span } = options;
  if (span && !(span.endSeconds > span.startSeconds)) {
    throw new AskreelError('BAD_ARGUMENT', `The span from ${span.startSeconds} s to ${span.endSeconds} s is empty.`, {
      hint: 'Give a start that lies before the end.',
    });
  }
  const [videoId = ''] = resolveVideoIds(library.library, [video]);
  return library.actionLocator.locate({ ...options, videoId });
}
