import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { Video } from '../domain/video.js';
import type { VideoProbe } from '../media/contracts.js';
import type { IndexingDependencies, VideoProgressEvent } from './contracts.js';
import { transcribeVideo, type VideoTranscript } from './transcribe-video.js';

/**
 * Listens to a video when there is a transcriber and something to hear. A failure is a warning and gives nothing, so that
 * the next run tries again; only `ABORTED` is thrown, and what is no coded error.
 */
export async function* tryTranscribing(
  probe: VideoProbe,
  { media, transcriber }: IndexingDependencies,
  warnings: string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoProgressEvent, VideoTranscript | undefined> {
  if (!transcriber || !probe.audioStream) return undefined;
  const onWarning = (warning: string): void => void warnings.push(warning);
  try {
    return yield* transcribeVideo(probe, media, transcriber, { onWarning, ...(signal && { signal }) });
  } catch (error) {
    throwIfAborted(signal);
    if (!AskreelError.isInstance(error)) throw error;
    warnings.push(`Not transcribed: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
    return undefined;
  }
}

/**
 * Listens to a video that the library holds with neither subtitles nor a transcription, and gives it what was said; nothing
 * else of it is read again. Gives the transcript, or `undefined` when there was no need or no success.
 */
export async function* transcribeKnownVideo(
  path: string,
  video: Video,
  dependencies: IndexingDependencies,
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoProgressEvent, VideoTranscript | undefined> {
  const { library, media, transcriber } = dependencies;
  if (!transcriber || !video.hasAudio || library.transcription(video.id)) return undefined;
  if (library.transcript(video.id).length > 0) return undefined;
  const warnings: string[] = [];
  const probe = await media.probeVideo(path, { ...(signal && { signal }) });
  const heard = yield* tryTranscribing(probe, dependencies, warnings, signal);
  for (const warning of warnings) yield { type: 'video-warning', path, warning };
  if (heard) library.replaceTranscript(video.id, heard.lines, heard.transcription);
  return heard;
}
