import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { VideoFrame } from '../domain/rgb-image.js';
import type { MediaTools, ReadFramesOptions, VideoProbe } from './contracts.js';
import { fitShortEdge } from './fit-short-edge.js';
import { FrameDecoder } from './frame-decoder.js';
import { probeVideo } from './probe-video.js';

/** Seeking lands on a key frame; starting this much earlier keeps half-built pictures of badly indexed files out of the span. */
const seekMarginSeconds = 1;

/**
 * Decodes a video once, from front to back, into RGB frames with their source times; see `ReadFrames`.
 *
 * Throws what `probeVideo` throws, `VIDEO_NO_FRAMES` when not one frame can be decoded, `FFMPEG_FAILED`, `ABORTED`, and
 * `BAD_ARGUMENT` for an impossible edge or span. Damage that leaves frames to show is a warning.
 */
export async function* readFrames(
  tools: MediaTools,
  path: string,
  options: ReadFramesOptions,
): AsyncGenerator<VideoFrame, void, void> {
  checkOptions(options);
  const { signal, span } = options;
  const probe = options.probe ?? (await probeVideo(tools, path, signal ? { signal } : {}));
  const seekSeconds = span && span.startSeconds > seekMarginSeconds ? span.startSeconds - seekMarginSeconds : undefined;
  let given = 0;
  for await (const frame of decode(tools, probe, options, seekSeconds)) {
    given += 1;
    yield frame;
  }
  // A file without a usable index may land behind the span, or nowhere: then only the way from the front is left.
  if (given === 0 && seekSeconds !== undefined) {
    for await (const frame of decode(tools, probe, options, undefined)) {
      given += 1;
      yield frame;
    }
  }
  if (given === 0) {
    const where = span ? ` between ${span.startSeconds} s and ${span.endSeconds} s` : '';
    throw new AskreelError('VIDEO_NO_FRAMES', `Not one frame of ${path} could be decoded${where}.`, {
      hint: span ? `The video is ${probe.durationSeconds.toFixed(1)} s long.` : 'Copy or export the video again.',
    });
  }
}

/** One run of the decoder; gives nothing when it starts behind the span. */
async function* decode(
  tools: MediaTools,
  probe: VideoProbe,
  options: ReadFramesOptions,
  seekSeconds: number | undefined,
): AsyncGenerator<VideoFrame, void, void> {
  const { signal, span } = options;
  throwIfAborted(signal);
  const onWarning = options.onWarning ?? (() => undefined);
  const decoder = new FrameDecoder(tools, probe, { ...fitShortEdge(probe, options.shortEdge), seekSeconds, onWarning });
  const stop = (): void => void decoder.stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    let decoded = 0;
    let given = 0;
    let onScreen: VideoFrame | undefined;
    for (;;) {
      const frame = await nextFrame(decoder, decoded, signal, onWarning);
      if (!frame) break;
      decoded += 1;
      if (span && frame.timeSeconds >= span.endSeconds) break;
      if (span && frame.timeSeconds < span.startSeconds) {
        onScreen = frame;
        continue;
      }
      if (decoded === 1 && seekSeconds !== undefined && frame.timeSeconds > (span?.startSeconds ?? 0)) return;
      given += 1;
      yield frame;
      throwIfAborted(signal);
    }
    if (given === 0 && onScreen) yield onScreen;
    if (!span && probe.promisedFrames !== undefined && decoded > 0 && decoded < probe.promisedFrames) {
      onWarning(`Damage met while decoding: only ${decoded} of ${probe.promisedFrames} frames could be read.`);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await decoder.stop();
  }
}

/** A decoder that fails after it has shown something has met damage; one that shows nothing has failed. */
async function nextFrame(
  decoder: FrameDecoder,
  decoded: number,
  signal: AbortSignal | undefined,
  onWarning: (warning: string) => void,
): Promise<VideoFrame | undefined> {
  try {
    const frame = await decoder.next();
    throwIfAborted(signal);
    return frame;
  } catch (error) {
    throwIfAborted(signal);
    if (!AskreelError.isInstance(error) || /signal/.test(error.message)) throw error;
    if (decoded > 0) onWarning(`Decoding stopped early: ${error.message}`);
    return undefined;
  }
}

function checkOptions({ shortEdge, span }: ReadFramesOptions): void {
  if (!Number.isInteger(shortEdge) || shortEdge < 1) {
    throw new AskreelError(
      'BAD_ARGUMENT',
      `A frame's shorter edge must be a whole number of pixels, not ${shortEdge}.`,
    );
  }
  if (span && !(span.endSeconds > span.startSeconds)) {
    throw new AskreelError('BAD_ARGUMENT', `The span from ${span.startSeconds} s to ${span.endSeconds} s is empty.`);
  }
}
