import { join } from 'node:path';
import type { IndexingEvent } from '../../indexing/contracts.js';
import type { IndexOne, WatchEvent } from '../../indexing/watching/contracts.js';
import { followFolders } from '../../indexing/watching/follow-folders.js';
import type { VideoLibrary } from '../video-library.js';
import { readWatchScope } from '../watching/watch-scope.js';
import { indexVideos, type IndexVideosOptions } from './index-videos.js';

/** How {@link watchFolders} works. */
export interface WatchFoldersOptions extends Pick<IndexVideosOptions, 'signal' | 'transcribe' | 'language'> {
  /** Told what happens, as it happens. */
  readonly onEvent?: (event: WatchEvent) => void;
  /** Works off what is there now and returns. */
  readonly once?: boolean;
  /** A full look at least so often (default 30,000); changes that the system tells of are seen at once. */
  readonly everyMs?: number;
  /** A file must stay as it is for so long before it is indexed (default 2000). */
  readonly settleMs?: number;
  /** Further folders that are passed over. The library's own always is. */
  readonly ignored?: readonly string[];
  /** Brings one file in (default: `indexVideos`). */
  readonly index?: IndexOne;
}

/**
 * Keeps a library equal to some folders until the signal fires: new and changed videos are indexed, moved ones follow
 * their files, deleted ones are removed. Files that are still written are left alone until they rest. A folder that is gone as
 * a whole changes nothing until it is back. What happened while nobody watched is worked off first.
 *
 * Throws `BAD_ARGUMENT` for folders that cannot be watched, and what `indexVideos` throws.
 *
 * @example
 * await watchFolders(library, ['./videos'], { signal, onEvent: (event) => console.log(event) });
 */
export async function watchFolders(
  library: VideoLibrary,
  folders: readonly string[],
  options: WatchFoldersOptions = {},
): Promise<void> {
  const { onEvent = () => undefined, ignored = [], settleMs, ...rest } = options;
  const { folder } = library.library;
  const scope = await readWatchScope(folders, library.library, [folder, ...ignored]);
  onEvent({ type: 'watching', folders: scope.folders, videos: library.library.videos().length });
  await followFolders(
    scope,
    {
      library: library.library,
      readSubtitles: async (path, subtitleOptions) => (await library.media()).readSubtitles(path, subtitleOptions),
      index: options.index ?? indexByItself(library, options),
      onEvent,
      memoryFile: join(folder, 'watching.json'),
      ...(settleMs !== undefined && { settleMs }),
    },
    rest,
  );
}

/** Indexes within this call, and tells of it as of the other events. */
function indexByItself(library: VideoLibrary, options: WatchFoldersOptions): IndexOne {
  const { transcribe, language, onEvent } = options;
  return async (path, place, signal) => {
    const { stoppedBy, failures } = await indexVideos(library, [path], {
      onEvent: (event: IndexingEvent) => {
        if (event.type === 'video-started') onEvent?.({ ...event, ...place });
        else if (event.type !== 'finished') onEvent?.(event);
      },
      ...(signal && { signal }),
      ...(transcribe !== undefined && { transcribe }),
      ...(language !== undefined && { language }),
    });
    const [failure] = failures;
    if (stoppedBy === 'ABORTED') return { state: 'cancelled' };
    if (!failure) return { state: 'done' };
    const { message, hint } = failure;
    return stoppedBy === undefined ? { state: 'failed' } : { state: 'held-up', code: stoppedBy, message, hint };
  };
}
