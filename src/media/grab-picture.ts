import { AskreelError } from '../domain/coded-error.js';
import { collectOutput } from './collect-output.js';
import type { MediaTools, VideoProbe } from './contracts.js';
import { createFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';

/** How far to go back, in seconds, when a moment shows nothing: the last frame may start long before the video's end. */
const stepsBack = [0, 0.5, 2, 10];

/** How a picture is drawn and written. */
export interface PictureForm {
  /** Filters for the picture, in order. */
  readonly filters: readonly string[];
  /** Output options: encoder and container. */
  readonly output: readonly string[];
}

/**
 * The picture at a moment (the first frame from it on; the last one at the end), as ffmpeg writes it.
 *
 * Throws `VIDEO_NO_FRAMES`, `FFMPEG_FAILED` or `ABORTED`.
 */
export async function grabPicture(
  tools: MediaTools,
  probe: VideoProbe,
  timeSeconds: number,
  { filters, output }: PictureForm,
  signal?: AbortSignal,
): Promise<Buffer> {
  const latest = Math.min(timeSeconds, probe.durationSeconds);
  const starts = [...stepsBack.map((step) => latest - step).filter((start) => start > 0), 0];
  for (const start of starts) {
    const command = createFfmpegCommand(tools)
      .input(asFileInput(probe.path))
      .inputOptions('-ss', start.toFixed(6))
      .outputOptions('-map', `0:${probe.videoStreamIndex}`, '-an', '-sn', '-dn', '-frames:v', '1')
      .outputOptions('-vf', filters.join(','))
      .outputOptions([...output]);
    const picture = await collectOutput(command, signal);
    if (picture.length > 0) return picture;
  }
  throw new AskreelError('VIDEO_NO_FRAMES', `Not one frame of ${probe.path} could be decoded.`, {
    hint: 'Copy or export the video again.',
  });
}
