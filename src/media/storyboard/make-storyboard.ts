import { Readable } from 'node:stream';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { RgbImage } from '../../domain/rgb-image.js';
import { collectOutput } from '../collect-output.js';
import type { MediaTools, StoryboardOptions, StoryboardPanel, VideoProbe } from '../contracts.js';
import { createFfmpegCommand } from '../ffmpeg-command.js';
import { grabPicture } from '../grab-picture.js';
import { probeVideo } from '../probe-video.js';
import { drawLine, letterAdvance, lineAdvance, type Colour } from './draw-line.js';
import { wrapText } from './wrap-text.js';

const panelWidth = 320;
/** Panels are as high as the first video is at that width, within these bounds. */
const [lowest, highest] = [120, 400];
const gap = 14;
/** Each text may take so many lines. */
const rowsOfText = 2;
const mostColumns = 6;
const mostPanels = 300;

const paper: Colour = [24, 24, 28];
const firstInk: Colour = [255, 208, 92];
const otherInk: Colour = [214, 214, 220];

/**
 * A picture of many moments, row by row, each with words under it: 320 pixels wide panels, as many columns as rows, but six
 * at most. The words are drawn with letters of our own (ASCII; accents are taken off, other letters become frames), so that
 * no font and no special ffmpeg is needed.
 *
 * Throws what `probeVideo` throws, `BAD_ARGUMENT` (no panels, more than 300, a negative time), `VIDEO_NO_FRAMES`,
 * `FFMPEG_FAILED` or `ABORTED`.
 */
export async function makeStoryboard(
  tools: MediaTools,
  panels: readonly StoryboardPanel[],
  { format = 'jpeg', signal, onProgress }: StoryboardOptions = {},
): Promise<Buffer> {
  if (panels.length === 0 || panels.length > mostPanels || panels.some(({ timeSeconds }) => !(timeSeconds >= 0))) {
    throw new AskreelError('BAD_ARGUMENT', `A storyboard shows 1 to ${mostPanels} moments, not ${panels.length}.`, {
      hint: 'Ask for fewer moments.',
    });
  }
  const probes = new Map<string, VideoProbe>();
  for (const { path } of panels) {
    if (!probes.has(path)) probes.set(path, await probeVideo(tools, path, signal ? { signal } : {}));
  }
  const [first] = probes.values();
  const shape = first ? Math.round((panelWidth * first.height) / first.width / 2) * 2 : lowest;
  const pictureHeight = Math.min(highest, Math.max(lowest, shape));
  const letters = Math.floor(panelWidth / letterAdvance);
  const texts = panels.map(({ lines }) => lines.map((line) => wrapText(line, letters, rowsOfText)));
  const rows = Math.max(...texts.map((text) => text.flat().length));
  const panelHeight = pictureHeight + gap / 2 + rows * lineAdvance;
  const columns = Math.min(mostColumns, Math.ceil(Math.sqrt(panels.length)));
  const board = blank(
    gap + columns * (panelWidth + gap),
    gap + Math.ceil(panels.length / columns) * (panelHeight + gap),
  );
  for (const [index, { path, timeSeconds }] of panels.entries()) {
    throwIfAborted(signal);
    const probe = probes.get(path);
    if (!probe) continue;
    const left = gap + (index % columns) * (panelWidth + gap);
    const top = gap + Math.floor(index / columns) * (panelHeight + gap);
    paste(board, await grabPanel(tools, probe, timeSeconds, pictureHeight, signal), left, top);
    let line = top + pictureHeight + gap / 2;
    for (const [order, text] of (texts[index] ?? []).entries()) {
      for (const words of text) {
        drawLine(board, words, left, line, order === 0 ? firstInk : otherInk);
        line += lineAdvance;
      }
    }
    onProgress?.(index + 1);
  }
  return encode(tools, board, format, signal);
}

function blank(width: number, height: number): RgbImage {
  // JPEG in its common form wants even sizes.
  const [wide, high] = [Math.ceil(width / 2) * 2, Math.ceil(height / 2) * 2];
  return { width: wide, height: high, data: new Uint8Array(Buffer.alloc(wide * high * 3, Uint8Array.from(paper))) };
}

/** The picture at a moment, fitted into a panel with paper beside it. */
async function grabPanel(
  tools: MediaTools,
  probe: VideoProbe,
  timeSeconds: number,
  height: number,
  signal: AbortSignal | undefined,
): Promise<RgbImage> {
  const ratio = Math.min(panelWidth / probe.width, height / probe.height);
  const size = [probe.width * ratio, probe.height * ratio].map((edge) => Math.max(2, Math.floor(edge / 2) * 2));
  const colour = `0x${paper.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  const filters = [
    `scale=${size.join(':')}:flags=bicubic`,
    `pad=${panelWidth}:${height}:(ow-iw)/2:(oh-ih)/2:color=${colour}`,
  ];
  const output = ['-pix_fmt', 'rgb24', '-c:v', 'rawvideo', '-f', 'rawvideo'];
  const data = await grabPicture(tools, probe, timeSeconds, { filters, output }, signal);
  return { width: panelWidth, height, data };
}

function paste(board: RgbImage, picture: RgbImage, left: number, top: number): void {
  const bytes = picture.width * 3;
  for (let row = 0; row < picture.height; row += 1) {
    board.data.set(picture.data.subarray(row * bytes, (row + 1) * bytes), ((top + row) * board.width + left) * 3);
  }
}

function encode(
  tools: MediaTools,
  { width, height, data }: RgbImage,
  format: 'jpeg' | 'png',
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  const command = createFfmpegCommand(tools)
    .input(Readable.from([Buffer.from(data.buffer, data.byteOffset, data.byteLength)]))
    .inputOptions('-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`)
    .outputOptions('-frames:v', '1', '-f', 'image2pipe')
    .outputOptions(format === 'png' ? ['-c:v', 'png'] : ['-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3']);
  return collectOutput(command, signal);
}
