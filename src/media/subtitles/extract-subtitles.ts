import { collectOutput } from '../collect-output.js';
import type { MediaTools, SubtitleStream } from '../contracts.js';
import { createFfmpegCommand } from '../ffmpeg-command.js';
import { asFileInput } from '../input-path.js';

/** Codecs whose subtitles are pictures: there is no text in them to extract. */
const pictureCodecs = new Set(['dvd_subtitle', 'hdmv_pgs_subtitle', 'dvb_subtitle', 'xsub', 'dvb_teletext']);

/** Whether a stream's subtitles are words rather than pictures of words. */
export function isTextSubtitle(stream: SubtitleStream): boolean {
  return !pictureCodecs.has(stream.codec);
}

/** One embedded text stream as SubRip, UTF-8, in source time. Throws `FFMPEG_FAILED` or `ABORTED`. */
export async function extractSubtitles(
  tools: MediaTools,
  path: string,
  stream: SubtitleStream,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const command = createFfmpegCommand(tools)
    .input(asFileInput(path))
    .outputOptions('-map', `0:${stream.index}`, '-c:s', 'srt', '-f', 'srt');
  return await collectOutput(command, signal);
}
