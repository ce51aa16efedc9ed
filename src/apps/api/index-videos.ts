import type { ErrorCode } from '../../domain/coded-error.js';
import type { IndexingEvent, IndexingOptions, IndexingSummary } from '../../indexing/contracts.js';
import { indexVideos as indexVideoFiles } from '../../indexing/index-videos.js';
import { findVideoFiles } from '../../media/find-video-files.js';
import type { VideoLibrary } from '../video-library.js';

/** How {@link indexVideos} works. */
export interface IndexVideosOptions extends IndexingOptions {
  /** Told what happens, as it happens. */
  readonly onEvent?: (event: IndexingEvent) => void;
}

/** A file, or a path, that could not be indexed. */
export interface IndexingFailure {
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What an indexing run did. */
export interface IndexingReport extends IndexingSummary {
  readonly failures: readonly IndexingFailure[];
}

/**
 * Indexes video files and all videos in folders. Unchanged files are skipped, moved ones recognised, changed ones
 * indexed anew; a file that fails is reported and the rest goes on.
 *
 * Throws `FFMPEG_MISSING`, `SPACE_MISMATCH`; a cancelled run returns with `stoppedBy: 'ABORTED'`.
 *
 * @example
 * const report = await indexVideos(library, ['./videos']);
 */
export async function indexVideos(
  library: VideoLibrary,
  paths: readonly string[],
  options: IndexVideosOptions = {},
): Promise<IndexingReport> {
  const failures: IndexingFailure[] = [];
  let summary: IndexingSummary = { indexed: 0, skipped: 0, moved: 0, failed: 0 };
  for await (const event of streamIndexing(library, paths, options)) {
    if (event.type === 'video-failed') {
      const { path, code, message, hint } = event;
      failures.push({ path, code, message, hint });
    }
    if (event.type === 'finished') summary = event.summary;
    options.onEvent?.(event);
  }
  return { ...summary, failures };
}

/** The same as a stream of events; paths without videos come first, as `video-failed`. */
async function* streamIndexing(
  library: VideoLibrary,
  paths: readonly string[],
  options: IndexingOptions,
): AsyncGenerator<IndexingEvent, void> {
  const { files, problems } = await findVideoFiles(paths);
  for (const { path, error } of problems) {
    yield { type: 'video-failed', path, code: error.code, message: error.message, hint: error.hint };
  }
  for await (const event of indexVideoFiles(files, await library.indexing(), options)) {
    if (event.type !== 'finished') yield event;
    else {
      const failed = event.summary.failed + problems.length;
      yield { type: 'finished', summary: { ...event.summary, failed } };
    }
  }
}
