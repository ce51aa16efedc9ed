import { rm } from 'node:fs/promises';
import { checkClipOutput, chooseClipEncoder } from './clip-output.js';
import type { CutClipOptions, MediaTools } from './contracts.js';
import { createFfmpegCommand, reportWrittenSeconds, runFfmpegCommand } from './ffmpeg-command.js';
import { fitShortEdge } from './fit-short-edge.js';
import { keepFrameTimes } from './frame-timing.js';
import { asFileInput } from './input-path.js';
import { probeVideo } from './probe-video.js';

/** Enough to look at in a page, and quickly made. */
const shortEdge = 720;

/**
 * Writes a whole video anew in a form that browsers play: MP4 with its index in front, H.264 (where ffmpeg has libx264) of
 * at most 720 lines, AAC of two channels; every frame keeps its source time. Overwrites the output; removes it again on
 * failure.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (see `checkClipOutput`), `DISK_FULL`, `FFMPEG_FAILED` or `ABORTED`.
 */
export async function makeRendition(
  tools: MediaTools,
  path: string,
  outputPath: string,
  { signal, onProgress }: CutClipOptions = {},
): Promise<void> {
  const probe = await probeVideo(tools, path, signal ? { signal } : {});
  await checkClipOutput(path, outputPath);
  const fitted = fitShortEdge(probe, shortEdge);
  const even = (pixels: number): number => Math.max(2, 2 * Math.round(pixels / 2));
  const command = createFfmpegCommand(tools)
    .input(asFileInput(path))
    .outputOptions('-map', `0:${probe.videoStreamIndex}`, '-sn', '-dn')
    .outputOptions(probe.audioStream ? ['-map', `0:${probe.audioStream.index}`, '-c:a', 'aac', '-ac', '2'] : ['-an'])
    .outputOptions('-vf', `scale=${even(fitted.width)}:${even(fitted.height)}`, '-pix_fmt', 'yuv420p')
    .outputOptions(keepFrameTimes(tools, 'vfr'))
    .outputOptions(await chooseClipEncoder(tools, signal))
    // Older ffmpegs reckon the length of the film by decoding times: of uneven frames in another order it cuts the last ones.
    .outputOptions('-bf', '0')
    .outputOptions('-movflags', '+faststart', '-f', 'mp4', '-y')
    .output(asFileInput(outputPath));
  if (onProgress) reportWrittenSeconds(command, onProgress);
  try {
    await runFfmpegCommand(command, signal);
  } catch (error) {
    await rm(outputPath, { force: true });
    throw error;
  }
}
