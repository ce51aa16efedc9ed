import type { FrameBox } from '../domain/frame-box.js';
import { AskreelError } from '../domain/coded-error.js';
import type { MediaTools, ThumbnailOptions } from './contracts.js';
import { grabPicture } from './grab-picture.js';
import { probeVideo } from './probe-video.js';

/**
 * A JPEG of the picture at a moment (the first frame from it on; the last one at the end).
 *
 * Throws what `probeVideo` throws, `VIDEO_NO_FRAMES`, `FFMPEG_FAILED`, `BAD_ARGUMENT` for a negative time, or `ABORTED`.
 */
export async function makeThumbnail(
  tools: MediaTools,
  path: string,
  timeSeconds: number,
  options: ThumbnailOptions = {},
): Promise<Buffer> {
  if (!(timeSeconds >= 0)) {
    throw new AskreelError('BAD_ARGUMENT', `A thumbnail's time must not be negative: ${timeSeconds}.`);
  }
  const { signal } = options;
  const probe = await probeVideo(tools, path, signal ? { signal } : {});
  const width = Math.max(1, Math.min(Math.round(options.width ?? 320), probe.width));
  const height = Math.max(1, Math.round((probe.height * width) / probe.width));
  const boxes = (options.boxes ?? []).map((box, index) => boxFilter(box, index, width, height));
  const filters = [`scale=${width}:${height}:flags=bicubic`, ...boxes];
  const output = ['-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe'];
  return grabPicture(tools, probe, timeSeconds, { filters, output }, signal);
}

/** Colours of the boxes, in turn: far apart, and seen on light and dark. */
const boxColours = ['yellow', 'cyan', 'magenta', 'lime', 'orange'];

/** ffmpeg's drawbox filter for a box in shares of the picture. */
function boxFilter({ left, top, right, bottom }: FrameBox, index: number, width: number, height: number): string {
  const [x, y] = [Math.round(left * width), Math.round(top * height)];
  const wide = Math.max(1, Math.round(right * width) - x);
  const high = Math.max(1, Math.round(bottom * height) - y);
  const thick = Math.max(2, Math.round(width / 160));
  return `drawbox=x=${x}:y=${y}:w=${wide}:h=${high}:color=${boxColours[index % boxColours.length]}:t=${thick}`;
}
