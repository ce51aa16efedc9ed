import { AskreelError } from '../domain/coded-error.js';
import type { MediaTools, StreamKinds } from './contracts.js';
import { asFileInput } from './input-path.js';
import { chooseAudioStream, chooseVideoStream, type ProbeReport, type ReportedStream } from './probe-report.js';
import { requireVideoFile } from './require-video-file.js';
import { runProcess } from './run-process.js';

/**
 * How a file is packed and coded, for players that take some forms only. Throws `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE`,
 * `VIDEO_EMPTY`, `VIDEO_DAMAGED` or `ABORTED`.
 */
export async function readStreams(tools: MediaTools, path: string, signal?: AbortSignal): Promise<StreamKinds> {
  await requireVideoFile(path);
  const words = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', asFileInput(path)];
  const outcome = await runProcess(tools.ffprobe.path, words, signal);
  const report = outcome.exitCode === 0 ? (JSON.parse(outcome.stdout) as Report) : undefined;
  const video = report && chooseVideoStream(report);
  if (!report || !video) {
    throw new AskreelError('VIDEO_DAMAGED', `${path} can no longer be read as a video.`, {
      hint: 'Copy the file again, or remove the video from the library.',
    });
  }
  const audio = chooseAudioStream(report, video);
  const audioCodec = audio && report.streams?.find(({ index }) => index === audio.index)?.codec_name;
  const { pix_fmt: pixelFormat } = video as CodedStream;
  return {
    container: report.format?.format_name ?? 'unknown',
    videoCodec: video.codec_name ?? 'unknown',
    ...(pixelFormat !== undefined && { pixelFormat }),
    ...(audioCodec !== undefined && { audioCodec }),
  };
}

interface CodedStream extends ReportedStream {
  readonly pix_fmt?: string;
}

type Report = ProbeReport & { readonly streams?: readonly CodedStream[] };
