import { rm } from 'node:fs/promises';
import { AskreelError } from '../domain/coded-error.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import { checkClipOutput, chooseClipEncoder } from './clip-output.js';
import type { CutClipOptions, MediaTools } from './contracts.js';
import { createFfmpegCommand, reportWrittenSeconds, runFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { probeVideo } from './probe-video.js';

/**
 * Writes a span of a video as an MP4 of its own, encoded anew so that it begins and ends exactly there (H.264 where ffmpeg
 * has libx264, else MPEG-4; the first sound track comes along). Overwrites the output; removes it again on failure.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (empty span, one behind the end, an output that is no .mp4/.m4v/.mov or is
 * the source itself), `DISK_FULL`, `FFMPEG_FAILED` or `ABORTED`.
 */
export async function cutClip(
  tools: MediaTools,
  path: string,
  span: TimeSpan,
  outputPath: string,
  options: CutClipOptions = {},
): Promise<void> {
  const { signal, onProgress } = options;
  const probe = await probeVideo(tools, path, signal ? { signal } : {});
  if (!(span.startSeconds >= 0 && spanSeconds(span) > 0 && span.startSeconds < probe.durationSeconds)) {
    throw new AskreelError(
      'BAD_ARGUMENT',
      `There is nothing to cut from ${span.startSeconds} s to ${span.endSeconds} s.`,
      { hint: `The video is ${probe.durationSeconds.toFixed(1)} s long.` },
    );
  }
  await checkClipOutput(path, outputPath);
  const command = createFfmpegCommand(tools)
    .input(asFileInput(path))
    .inputOptions('-ss', span.startSeconds.toFixed(6))
    .outputOptions('-t', spanSeconds(span).toFixed(6))
    .outputOptions('-map', `0:${probe.videoStreamIndex}`, '-map', '0:a:0?', '-sn', '-dn')
    // H.264 in its common form wants even sizes.
    .outputOptions('-vf', 'scale=trunc(iw/2)*2:trunc(ih/2)*2', '-pix_fmt', 'yuv420p')
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
