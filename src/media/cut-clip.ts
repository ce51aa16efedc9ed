import { realpath, rm, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import type { CutClipOptions, MediaTools } from './contracts.js';
import { createFfmpegCommand, runFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { probeVideo } from './probe-video.js';
import { runProcess } from './run-process.js';

/** What the clip is written as, whatever the source is: plays everywhere. */
const clipExtensions = new Set(['.mp4', '.m4v', '.mov']);

/**
 * Writes a span of a video as an MP4 of its own, encoded anew so that it begins and ends exactly there (H.264 where ffmpeg
 * has libx264, else MPEG-4; the first sound track comes along). Overwrites the output; removes it again on failure.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (empty span, one behind the end, an output that is no .mp4/.m4v/.mov or is
 * the source itself), `FFMPEG_FAILED` or `ABORTED`.
 */
export async function cutClip(
  tools: MediaTools,
  path: string,
  span: TimeSpan,
  outputPath: string,
  options: CutClipOptions = {},
): Promise<void> {
  const { signal } = options;
  const probe = await probeVideo(tools, path, signal ? { signal } : {});
  if (!(span.startSeconds >= 0 && spanSeconds(span) > 0 && span.startSeconds < probe.durationSeconds)) {
    throw new AskreelError(
      'BAD_ARGUMENT',
      `There is nothing to cut from ${span.startSeconds} s to ${span.endSeconds} s.`,
      { hint: `The video is ${probe.durationSeconds.toFixed(1)} s long.` },
    );
  }
  await checkOutput(path, outputPath);
  const command = createFfmpegCommand(tools)
    .input(asFileInput(path))
    .inputOptions('-ss', span.startSeconds.toFixed(6))
    .outputOptions('-t', spanSeconds(span).toFixed(6))
    .outputOptions('-map', `0:${probe.videoStreamIndex}`, '-map', '0:a:0?', '-sn', '-dn')
    // H.264 in its common form wants even sizes.
    .outputOptions('-vf', 'scale=trunc(iw/2)*2:trunc(ih/2)*2', '-pix_fmt', 'yuv420p')
    .outputOptions(await chooseEncoder(tools, signal))
    .outputOptions('-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4')
    .output(asFileInput(outputPath));
  try {
    await runFfmpegCommand(command, signal);
  } catch (error) {
    await rm(outputPath, { force: true });
    throw error;
  }
}

async function checkOutput(path: string, outputPath: string): Promise<void> {
  if (!clipExtensions.has(extname(outputPath).toLowerCase())) {
    throw new AskreelError('BAD_ARGUMENT', `A clip cannot be written as ${outputPath}.`, {
      hint: 'Give the clip a name that ends in .mp4.',
    });
  }
  const existing = await realpath(outputPath).catch(() => undefined);
  if (existing !== undefined && existing === (await realpath(path))) {
    throw new AskreelError('BAD_ARGUMENT', 'A clip cannot overwrite the video that it is cut from.', {
      hint: 'Give the clip another name.',
    });
  }
  const folder = await stat(resolve(outputPath, '..')).catch(() => undefined);
  if (!folder?.isDirectory()) {
    throw new AskreelError('BAD_ARGUMENT', `The folder of ${outputPath} does not exist.`, { hint: 'Make it first.' });
  }
}

async function chooseEncoder(tools: MediaTools, signal: AbortSignal | undefined): Promise<string[]> {
  const { stdout } = await runProcess(tools.ffmpeg.path, ['-hide_banner', '-encoders'], signal);
  return /\blibx264\b/.test(stdout)
    ? ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20']
    : ['-c:v', 'mpeg4', '-q:v', '3'];
}
