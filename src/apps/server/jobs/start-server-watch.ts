import { AskreelError } from '../../../domain/coded-error.js';
import type { WatchEvent } from '../../../indexing/watching/contracts.js';
import { watchFolders } from '../../api/watch-folders.js';
import type { VideoLibrary } from '../../video-library.js';
import { describeWatchEvent } from '../../watching/describe-watch-event.js';
import type { ServerSettings } from '../contracts.js';
import { indexByJob } from './index-by-job.js';
import type { JobQueue } from './job-queue.js';

/** What {@link startServerWatch} works with. */
export interface ServerWatch {
  readonly library: VideoLibrary;
  readonly jobs: JobQueue;
  readonly log: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly settings: Pick<ServerSettings, 'uploads'>;
}

/**
 * Keeps the library equal to folders while the server runs; each video is a job. Resolves when it has ended; never rejects:
 * what ends it early is logged.
 */
export function startServerWatch(
  folders: readonly string[],
  { library, jobs, log, signal, settings }: ServerWatch,
): Promise<void> {
  const ignored = settings.uploads ? [settings.uploads.folder] : [];
  const onEvent = (event: WatchEvent): void => {
    const line = describe(event);
    if (line !== undefined) log(line);
  };
  return watchFolders(library, folders, { signal, onEvent, ignored, index: indexByJob(jobs) }).catch((error: unknown) =>
    log(`watching has ended: ${AskreelError.isInstance(error) ? error.message : String(error)}`),
  );
}

/** Jobs tell of themselves. */
function describe(event: WatchEvent): string | undefined {
  switch (event.type) {
    case 'video-started':
    case 'video-progress':
    case 'transcription-progress':
    case 'video-warning':
    case 'video-skipped':
    case 'video-transcribed':
    case 'video-indexed':
      return undefined;
    case 'video-failed':
      return event.message;
    case 'video-moved':
      return `${event.oldPath} is now ${event.path}`;
    default:
      return describeWatchEvent(event);
  }
}
