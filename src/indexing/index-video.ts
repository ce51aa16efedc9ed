import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { EncoderSet } from '../encoders/contracts.js';
import type { IndexedVideo } from '../library/contracts.js';
import type { VideoProbe } from '../media/contracts.js';
import { assembleVideo } from './assemble-video.js';
import { chooseCaptions } from './choose-captions.js';
import type { ClipWindowing, IndexingDependencies, IndexingOptions, VideoProgressEvent } from './contracts.js';
import type { IdentifiedFile } from './identify-video.js';
import { nameActions } from './name-actions.js';
import { titleOf } from './title-of.js';
import type { VideoTranscript } from './transcribe-video.js';
import { tryTranscribing } from './try-transcribing.js';
import { VideoPass, type VideoPassResult } from './video-pass.js';

/** The windows of the starter pack. */
export const defaultClipWindowing: ClipWindowing = { windowSeconds: 4, maxWindowSeconds: 6.5 };

const progressEveryMs = 200;
const unfamiliarWarning =
  'This does not look like the footage that the model pack was trained on: captions and actions are held back. ' +
  'The starter pack knows only the Playhouse world; for real footage run `askreel models pull standard`, ' +
  'then index into a new library with --pack standard.';

/**
 * Reads one video from its first frame to its last and returns all that the library keeps of it; nothing is written.
 * Yields progress and warnings on the way; leaving the loop stops the decoder. Throws the coded errors of probing,
 * decoding and the encoders, VIDEO_NO_FRAMES, and ABORTED.
 */
export async function* indexVideo(
  file: IdentifiedFile,
  dependencies: IndexingDependencies,
  { signal }: IndexingOptions,
): AsyncGenerator<VideoProgressEvent, IndexedVideo> {
  const { path } = file;
  throwIfAborted(signal);
  const probe = await dependencies.media.probeVideo(path, { ...(signal && { signal }) });
  const warnings = [...probe.warnings];
  const { lines, transcription } = yield* readTranscript(probe, dependencies, warnings, signal);
  const pass = yield* readVideo(probe, dependencies, warnings, signal);
  const familiarity = pass.familiarity.verdict();
  const clips = familiarity === 'familiar' ? await nameAll(pass, dependencies.encoders, signal) : pass.clips;
  if (familiarity === 'unfamiliar') warnings.push(unfamiliarWarning);
  for (const warning of warnings) yield { type: 'video-warning', path, warning };
  return {
    video: {
      ...file,
      title: titleOf(path),
      durationSeconds: probe.durationSeconds,
      width: probe.width,
      height: probe.height,
      codec: probe.codec,
      hasAudio: probe.hasAudio,
      familiarity,
      warnings,
      indexedAt: (dependencies.now?.() ?? new Date()).toISOString(),
    },
    ...assembleVideo({ ...pass, clips }),
    frames: pass.frames,
    motion: pass.motion,
    transcript: lines,
    ...(transcription && { transcription }),
  };
}

/** Actions by words and the choice of captions need all frames of a clip. */
async function nameAll(
  { clips, frames }: VideoPassResult,
  encoders: EncoderSet,
  signal: AbortSignal | undefined,
): Promise<VideoPassResult['clips']> {
  return chooseCaptions(await nameActions(clips, frames, encoders, signal), frames, encoders, signal);
}

async function* readVideo(
  probe: VideoProbe,
  { encoders, media, createShotDetector, clipWindowing }: IndexingDependencies,
  warnings: string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoProgressEvent, VideoPassResult> {
  const { path, durationSeconds } = probe;
  const pass = new VideoPass({
    encoders,
    shotDetector: createShotDetector(),
    windowing: clipWindowing ?? defaultClipWindowing,
    frameRate: probe.averageFrameRate ?? 25,
  });
  const started = performance.now();
  let [frames, lastSeconds, frameSeconds, reported] = [0, 0, 0, started];
  const warningsBefore = warnings.length;
  const progress = (): VideoProgressEvent => {
    const framesPerSecond = frames / Math.max(1e-3, (performance.now() - started) / 1000);
    const secondsDone = Math.min(lastSeconds, durationSeconds);
    return { type: 'video-progress', path, secondsDone, secondsTotal: durationSeconds, framesPerSecond };
  };
  const cancel = (): void => void pass.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const shortEdge = neededShortEdge(encoders);
    const onWarning = (warning: string): void => void warnings.push(warning);
    for await (const frame of media.readFrames(path, { shortEdge, probe, onWarning, ...(signal && { signal }) })) {
      throwIfAborted(signal);
      await pass.push(frame);
      if (frames > 0) frameSeconds = frame.timeSeconds - lastSeconds;
      lastSeconds = frame.timeSeconds;
      frames += 1;
      if (performance.now() - reported < progressEveryMs) continue;
      reported = performance.now();
      yield progress();
    }
    throwIfAborted(signal);
    if (frames === 0) {
      const hint = 'The file may be cut off; try to play it.';
      throw new AskreelError('VIDEO_NO_FRAMES', `No frame of ${path} could be decoded.`, { hint });
    }
    yield progress();
    const decodedUntil = lastSeconds + frameSeconds;
    const damaged = warnings.length > warningsBefore;
    const result = await pass.finish(damaged ? decodedUntil : Math.max(decodedUntil, durationSeconds));
    throwIfAborted(signal);
    return result;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await pass.cancel();
  }
}

/** Shortest edge of the frames, in pixels, with which every model of the pack is served. */
function neededShortEdge({ frame, clip, captioner }: EncoderSet): number {
  const captionerEdge = captioner?.reads === 'frames' ? captioner.inputEdge : 0;
  return Math.max(frame.inputEdge, clip?.inputEdge ?? 0, captionerEdge);
}

/** Subtitles are welcome, and what is said where there are none; what cannot be read or heard is a warning. */
async function* readTranscript(
  probe: VideoProbe,
  dependencies: IndexingDependencies,
  warnings: string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoProgressEvent, Partial<VideoTranscript> & Pick<VideoTranscript, 'lines'>> {
  try {
    const track = await dependencies.media.readSubtitles(probe.path, { probe, ...(signal && { signal }) });
    warnings.push(...track.warnings);
    if (track.cues.length > 0) return { lines: track.cues.map(({ span, text }) => ({ span, text })) };
  } catch (error) {
    throwIfAborted(signal);
    if (!AskreelError.isInstance(error)) throw error;
    warnings.push(`Subtitles left out: ${error.message}`);
  }
  return (yield* tryTranscribing(probe, dependencies, warnings, signal)) ?? { lines: [] };
}
