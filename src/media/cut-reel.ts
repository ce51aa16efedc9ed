import { rm } from 'node:fs/promises';
import { AskreelError } from '../domain/coded-error.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import { checkClipOutput, chooseClipEncoder } from './clip-output.js';
import type { AudioStream, CutClipOptions, MediaTools, ReelPiece, VideoProbe } from './contracts.js';
import { createFfmpegCommand, reportWrittenSeconds, runFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { probeVideo } from './probe-video.js';
import { reelFilter, type ReelPart, type ReelShape } from './reel-filter.js';
import { runProcess } from './run-process.js';

/** Faster pictures than this are thinned where a reel has parts of several rates. */
const fastestReel = 60;

/** All pieces are open at once, and each takes memory: 35 MB where the picture is 1280×720. */
const mostPieces = 100;

/**
 * Writes several spans of one or more videos, one after another, as one MP4 (as `cutClip` writes one span). Each is sought
 * and cut exactly; the sound that is listened to comes along, and is silent where there is none or it ends before the
 * picture. Videos of other sizes are fitted into that of the largest, and other frame rates brought to the fastest.
 * Overwrites the output; removes it again on failure.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (no pieces or more than 100, an empty span, one behind the end, or an output as `cutClip`
 * refuses it), `DISK_FULL`, `FFMPEG_FAILED` or `ABORTED`.
 */
export async function cutReel(
  tools: MediaTools,
  pieces: readonly ReelPiece[],
  outputPath: string,
  { signal, onProgress }: CutClipOptions = {},
): Promise<void> {
  if (pieces.length === 0) throw nothingToCut('Name at least one stretch of a video.');
  const probes = await probeAll(tools, pieces, signal);
  if (pieces.length > mostPieces) {
    throw new AskreelError('BAD_ARGUMENT', `A reel joins ${mostPieces} stretches, and these are ${pieces.length}.`, {
      hint: 'Ask for fewer, or export a folder of clips or an edit list.',
    });
  }
  // Every input has a decoder with frames of its own, and more of them for each thread.
  const thrift = pieces.length > 4 ? ['-threads', '1'] : [];
  const command = createFfmpegCommand(tools);
  const parts: ReelPart[] = [];
  for (const { path, span } of pieces) {
    const probe = probes.get(path);
    if (!probe || !holds(probe, span)) {
      throw nothingToCut(
        `Every span must begin inside ${path}, which is ${probe?.durationSeconds.toFixed(1)} s long, and end later.`,
      );
    }
    // One input for each span: seeking is quick, decoding everything between two spans would not be.
    const place = [...thrift, '-ss', span.startSeconds.toFixed(6), '-t', spanSeconds(span).toFixed(6)];
    command.input(asFileInput(path)).inputOptions(place);
    const { audioStream, width, height, videoStreamIndex: picture } = probe;
    const heard = audioStream && (await hasSound(tools, path, audioStream, span, signal));
    parts.push({ seconds: spanSeconds(span), picture, width, height, ...(heard && { sound: audioStream.index }) });
  }
  for (const path of probes.keys()) await checkClipOutput(path, outputPath);
  const shape = chooseShape([...probes.values()]);
  command
    .outputOptions('-filter_complex', reelFilter(parts, shape))
    .outputOptions('-map', '[video]', ...(shape.withSound ? ['-map', '[sound]'] : []), '-pix_fmt', 'yuv420p')
    .outputOptions(await chooseClipEncoder(tools, signal))
    .outputOptions('-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4', '-y')
    .output(asFileInput(outputPath));
  if (onProgress) reportWrittenSeconds(command, onProgress);
  try {
    await runFfmpegCommand(command, signal);
  } catch (error) {
    await rm(outputPath, { force: true });
    throw error;
  }
}

async function probeAll(
  tools: MediaTools,
  pieces: readonly ReelPiece[],
  signal: AbortSignal | undefined,
): Promise<Map<string, VideoProbe>> {
  const probes = new Map<string, VideoProbe>();
  for (const { path } of pieces) {
    if (!probes.has(path)) probes.set(path, await probeVideo(tools, path, signal ? { signal } : {}));
  }
  return probes;
}

function holds({ durationSeconds }: VideoProbe, span: TimeSpan): boolean {
  return span.startSeconds >= 0 && spanSeconds(span) > 0 && span.startSeconds < durationSeconds;
}

function nothingToCut(hint: string): AskreelError {
  return new AskreelError('BAD_ARGUMENT', 'There is nothing to cut a reel from.', { hint });
}

/** The size of the largest video, made even as H.264 in its common form wants it, and one frame rate for all. */
function chooseShape(probes: readonly VideoProbe[]): ReelShape {
  const largest = probes.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));
  const rates = new Set(probes.map(({ averageFrameRate }) => averageFrameRate ?? 0));
  const fastest = Math.min(fastestReel, Math.max(...rates));
  return {
    width: Math.max(2, Math.floor(largest.width / 2) * 2),
    height: Math.max(2, Math.floor(largest.height / 2) * 2),
    ...(rates.size > 1 && { frameRate: fastest }),
    withSound: probes.some(({ audioStream }) => audioStream !== undefined),
  };
}

/** Whether a stretch holds any sound. Older ffmpegs break off a filter graph, without an error, that is fed none. */
async function hasSound(
  tools: MediaTools,
  path: string,
  { index, zeroSeconds }: AudioStream,
  { startSeconds, endSeconds }: TimeSpan,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const [from, to] = [startSeconds + zeroSeconds, endSeconds + zeroSeconds];
  const words = ['-v', 'error', '-select_streams', String(index), '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const interval = ['-read_intervals', `${from.toFixed(3)}%${to.toFixed(3)}`];
  const { stdout } = await runProcess(tools.ffprobe.path, [...words, ...interval, asFileInput(path)], signal);
  return stdout.split('\n').some((line) => Number.parseFloat(line) >= from && Number.parseFloat(line) < to);
}
