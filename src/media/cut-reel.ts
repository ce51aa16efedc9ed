import { rm } from 'node:fs/promises';
import { AskreelError } from '../domain/coded-error.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import { checkClipOutput, chooseClipEncoder } from './clip-output.js';
import type { AudioStream, CutClipOptions, MediaTools } from './contracts.js';
import { createFfmpegCommand, runFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { probeVideo } from './probe-video.js';
import { runProcess } from './run-process.js';

const sampleRate = 48_000;

/**
 * Writes several spans of a video, one after another, as one MP4 (as {@link cutClip} writes one span). Each is sought
 * and cut exactly; the sound that is listened to comes along, and is silent where it ends before the picture.
 * Overwrites the output; removes it again on failure.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (no spans, an empty span, one behind the end, or an output as `cutClip`
 * refuses it), `FFMPEG_FAILED` or `ABORTED`.
 */
export async function cutReel(
  tools: MediaTools,
  path: string,
  spans: readonly TimeSpan[],
  outputPath: string,
  { signal }: CutClipOptions = {},
): Promise<void> {
  const probe = await probeVideo(tools, path, signal ? { signal } : {});
  const usable = (span: TimeSpan): boolean =>
    span.startSeconds >= 0 && spanSeconds(span) > 0 && span.startSeconds < probe.durationSeconds;
  if (spans.length === 0 || !spans.every(usable)) {
    throw new AskreelError('BAD_ARGUMENT', 'There is nothing to cut a reel from.', {
      hint: `Every span must begin inside the video, which is ${probe.durationSeconds.toFixed(1)} s long, and end later.`,
    });
  }
  await checkClipOutput(path, outputPath);
  const command = createFfmpegCommand(tools);
  for (const span of spans) {
    // One input for each span: seeking is quick, decoding everything between two spans would not be.
    command
      .input(asFileInput(path))
      .inputOptions('-ss', span.startSeconds.toFixed(6), '-t', spanSeconds(span).toFixed(6));
  }
  const { audioStream } = probe;
  const parts: ReelPart[] = [];
  for (const span of spans) {
    const heard = audioStream && (await hasSound(tools, path, audioStream, span, signal));
    parts.push({ seconds: spanSeconds(span), ...(heard && { sound: audioStream.index }) });
  }
  command
    .outputOptions('-filter_complex', joinFilter(parts, probe.videoStreamIndex, audioStream !== undefined))
    .outputOptions('-map', '[video]', ...(audioStream ? ['-map', '[sound]'] : []), '-pix_fmt', 'yuv420p')
    .outputOptions(await chooseClipEncoder(tools, signal))
    .outputOptions('-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4')
    .output(asFileInput(outputPath));
  try {
    await runFfmpegCommand(command, signal);
  } catch (error) {
    await rm(outputPath, { force: true });
    throw error;
  }
}

interface ReelPart {
  readonly seconds: number;
  /** Index of the sound stream; absent where there is nothing to hear. */
  readonly sound?: number;
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

/** A filter graph that puts one stretch of each input behind the other, as `[video]` and `[sound]`. */
function joinFilter(parts: readonly ReelPart[], video: number, withSound: boolean): string {
  const chains = parts.flatMap((part, input) => [
    // H.264 in its common form wants even sizes.
    `[${input}:${video}]scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar=1[v${input}]`,
    ...(withSound ? [`${soundOf(part, input)}[a${input}]`] : []),
  ]);
  const order = parts.map((_, input) => `[v${input}]${withSound ? `[a${input}]` : ''}`).join('');
  const ends = withSound ? '[video][sound]' : '[video]';
  return [...chains, `${order}concat=n=${parts.length}:v=1:a=${withSound ? 1 : 0}${ends}`].join(';');
}

/** Exactly as long as the picture, with silence behind sound that ends early, in one format for all parts. */
function soundOf({ seconds, sound }: ReelPart, input: number): string {
  const source =
    sound === undefined
      ? `anullsrc=r=${sampleRate}:cl=stereo`
      : `[${input}:${sound}]aresample=${sampleRate},apad=whole_len=${Math.round(seconds * sampleRate)}`;
  return `${source},aformat=channel_layouts=stereo,atrim=duration=${seconds.toFixed(6)},asetpts=PTS-STARTPTS`;
}
