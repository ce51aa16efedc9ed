import { join } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import type { IndexingEvent } from '../../indexing/contracts.js';
import type { StreamEvent } from '../../indexing/live/contracts.js';
import { followStream } from '../../indexing/live/follow-stream.js';
import type { StreamLimits } from '../../indexing/live/plan-pruning.js';
import { recordStream } from '../../media/live/record-stream.js';
import { safeFileName } from '../export/safe-file-name.js';
import type { VideoLibrary } from '../video-library.js';
import { indexVideos, type IndexVideosOptions } from './index-videos.js';

/** How {@link recordStreams} works. */
export interface RecordStreamsOptions
  extends StreamLimits, Pick<IndexVideosOptions, 'signal' | 'transcribe' | 'language'> {
  /** What a stream is called; for one stream (default: made of its address). */
  readonly name?: string;
  /** Length of one video (default 30). */
  readonly segmentSeconds?: number;
  /** Recording ends after so long. */
  readonly forMs?: number;
  /** The first pause before a broken stream is tried again (default 1000). */
  readonly firstPauseMs?: number;
  /** A connection from which nothing comes for so long is made anew (default 30,000). */
  readonly stallMs?: number;
  /** Told what happens, as it happens. */
  readonly onEvent?: (event: StreamEvent | Exclude<IndexingEvent, { type: 'finished' }>) => void;
}

/**
 * Records live streams (RTSP, HLS) into the library's folder and indexes each segment as a video of its own when it is
 * closed, until the signal fires; then the last segment is closed and indexed as well. Several streams are recorded at once
 * and indexed in turn. This opens the network, to the given addresses and to those that their playlists name.
 *
 * Throws `DOWNLOAD_FAILED` for a stream that gives nothing, `FFMPEG_MISSING`, `DISK_FULL`, and what `indexVideos` throws.
 */
export async function recordStreams(
  library: VideoLibrary,
  addresses: readonly string[],
  options: RecordStreamsOptions = {},
): Promise<void> {
  const { name, segmentSeconds = 30, forMs, signal, onEvent = () => undefined, keepMs, keepBytes } = options;
  const { tools } = await library.media();
  const stop = new AbortController();
  const timer = forMs === undefined ? undefined : setTimeout(() => stop.abort(), forMs);
  const ends = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
  let turn: Promise<void> = Promise.resolve();
  const index = (path: string): Promise<void> => (turn = turn.then(() => indexSegment(library, path, options)));
  const names = new Set<string>();
  const follow = addresses.map((address) => {
    const streamName = freeName(name ?? nameOf(address), names);
    return followStream(
      {
        ...{ address, name: streamName, segmentSeconds, folder: join(library.library.folder, 'live', streamName) },
        ...(keepMs !== undefined && { keepMs }),
        ...(keepBytes !== undefined && { keepBytes }),
      },
      {
        library: library.library,
        record: (one, recording) => recordStream(tools, one, recording),
        index,
        onEvent,
        ...(options.firstPauseMs !== undefined && { firstPauseMs: options.firstPauseMs }),
        ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
      },
      ends,
    );
  });
  try {
    await Promise.all(follow);
  } catch (error) {
    // The other streams close and index their last segments before this one's failure is told.
    stop.abort();
    await Promise.allSettled(follow);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** No signal: a segment that was recorded is indexed, also when recording ends. */
async function indexSegment(library: VideoLibrary, path: string, options: RecordStreamsOptions): Promise<void> {
  const { transcribe, language, onEvent } = options;
  const { stoppedBy, failures } = await indexVideos(library, [path], {
    onEvent: (event) => {
      if (event.type !== 'finished') onEvent?.(event);
    },
    ...(transcribe !== undefined && { transcribe }),
    ...(language !== undefined && { language }),
  });
  const [failure] = failures;
  if (stoppedBy === undefined || !failure) return;
  throw new AskreelError(failure.code, failure.message, failure.hint === undefined ? {} : { hint: failure.hint });
}

/** `rtsp://user:secret@cam.example/front?key=1` → `cam.example-front`. */
function nameOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  return `${hostname}${pathname.replace(/\.m3u8$/i, '').replace(/\/+$/, '')}`;
}

function freeName(wanted: string, taken: Set<string>): string {
  const name = safeFileName(wanted);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
