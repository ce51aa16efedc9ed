import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import { collectOutput } from './collect-output.js';
import type { MediaTools } from './contracts.js';
import { createFfmpegCommand } from './ffmpeg-command.js';
import { asFileInput } from './input-path.js';
import { requireVideoFile } from './require-video-file.js';

/** Larger pictures are shrunk to this longest edge on the way in: no encoder sees more. */
const longestEdge = 1024;

/**
 * Reads a picture file (JPEG, PNG, WebP, …), or the first picture of anything else that ffmpeg can decode.
 *
 * Throws `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE` and `VIDEO_EMPTY` as for videos, `IMAGE_UNREADABLE`, or `ABORTED`.
 */
export async function readImage(
  tools: MediaTools,
  path: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<RgbImage> {
  await requireVideoFile(path);
  const size = `'min(${longestEdge},iw)':'min(${longestEdge},ih)':force_original_aspect_ratio=decrease`;
  const command = createFfmpegCommand(tools)
    .input(asFileInput(path))
    .outputOptions('-an', '-sn', '-dn', '-frames:v', '1', '-vf', `scale=${size}:flags=bicubic`)
    .outputOptions('-pix_fmt', 'rgb24', '-c:v', 'ppm', '-f', 'image2pipe');
  let picture: Buffer;
  try {
    picture = await collectOutput(command, signal);
  } catch (error) {
    throwIfAborted(signal);
    throw unreadable(path, error);
  }
  const image = parsePpm(picture);
  if (!image) throw unreadable(path);
  return image;
}

/** A binary pixmap as ffmpeg writes it: `P6`, width, height and 255, each followed by one white space, then RGB bytes. */
function parsePpm(bytes: Buffer): RgbImage | undefined {
  const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 64).toString('latin1'));
  if (!header) return undefined;
  const [width, height] = [Number(header[1]), Number(header[2])];
  const data = new Uint8Array(bytes.subarray(header[0].length));
  return data.length === width * height * 3 ? { width, height, data } : undefined;
}

function unreadable(path: string, cause?: unknown): AskreelError {
  return new AskreelError('IMAGE_UNREADABLE', `${path} is not a picture that can be read.`, {
    hint: 'Give a JPEG, PNG or WebP file.',
    cause,
  });
}
