import type { ErrorCode } from '../../domain/coded-error.js';
import type { Transcriber } from '../../encoders/contracts.js';
import type {
  IndexingDependencies,
  IndexingEvent,
  IndexingOptions,
  IndexingSummary,
} from '../../indexing/contracts.js';
import { indexVideos as indexVideoFiles } from '../../indexing/index-videos.js';
import { findVideoFiles } from '../../media/find-video-files.js';
import type { VideoLibrary } from '../video-library.js';

/** How {@link indexVideos} works. */
export interface IndexVideosOptions extends IndexingOptions {
  /** Told what happens, as it happens. */
  readonly onEvent?: (event: IndexingEvent) => void;
  /**
   * Writes down what is said in videos without subtitles, also in those indexed before: `whisper` (the pack's own speech
   * model), `whisper:<pack>`, `openai` or `openai:<model>` (the stretches of sound with speech are sent there), or a
   * transcriber of your own. Without it nothing is transcribed.
   */
  readonly transcribe?: string | Transcriber;
  /** ISO 639-1 code of what is spoken; without it the sound tells. For transcribers that are given by name. */
  readonly language?: string;
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
 * Throws `FFMPEG_MISSING`, `SPACE_MISMATCH`, and for a transcriber that cannot be had `BAD_ARGUMENT`, `PACKAGE_MISSING`,
 * `CHAT_MODEL_MISSING_KEY`; a cancelled run returns with `stoppedBy: 'ABORTED'`.
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
  options: IndexVideosOptions,
): AsyncGenerator<IndexingEvent, void> {
  const dependencies = await dependenciesFor(library, options);
  const { files, problems } = await findVideoFiles(paths);
  for (const { path, error } of problems) {
    yield { type: 'video-failed', path, code: error.code, message: error.message, hint: error.hint };
  }
  for await (const event of indexVideoFiles(files, dependencies, options)) {
    if (event.type !== 'finished') yield event;
    else {
      const failed = event.summary.failed + problems.length;
      yield { type: 'finished', summary: { ...event.summary, failed } };
    }
  }
}

async function dependenciesFor(
  library: VideoLibrary,
  { transcribe, language }: IndexVideosOptions,
): Promise<IndexingDependencies> {
  if (transcribe === undefined) return library.indexing();
  const transcriber =
    typeof transcribe === 'string'
      ? await library.openTranscriber({ engine: transcribe, ...(language !== undefined && { language }) })
      : transcribe;
  return { ...(await library.indexing()), transcriber };
}
