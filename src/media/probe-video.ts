import { resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { MediaTools, VideoProbe } from './contracts.js';
import { asFileInput } from './input-path.js';
import { looksLikeContainer } from './looks-like-container.js';
import { measureStream } from './measure-stream.js';
import {
  chooseAudioStream,
  chooseVideoStream,
  parseRatio,
  readDisplaySize,
  readDuration,
  readRotation,
  readStartTimecode,
  type ProbeReport,
} from './probe-report.js';
import { requireVideoFile } from './require-video-file.js';
import { runProcess } from './run-process.js';

/** Shorter edges than this cannot be told apart from damage, and no encoder gets anything from them. */
const smallestEdge = 16;

/** Formats in which ffprobe reads pictures and text files; a video is neither. */
const notVideoFormats = /^(tty|image2|.*_pipe|ico|lrc|srt|webvtt|ass)$/;

/** Below this ffprobe is guessing (its scale is 0 to 100; a plain text file may pass for sound). */
const lowestProbeScore = 20;

/**
 * Reads what a video file says about itself.
 *
 * Throws `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE`, `VIDEO_EMPTY`, `VIDEO_NOT_A_VIDEO`, `VIDEO_DAMAGED`,
 * `VIDEO_NO_VIDEO_STREAM`, `VIDEO_TOO_SMALL` (a shorter edge under 16 pixels), `VIDEO_NO_FRAMES`, or `ABORTED`.
 */
export async function probeVideo(
  tools: MediaTools,
  path: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<VideoProbe> {
  await requireVideoFile(path);
  const report = await readReport(tools, path, options.signal);
  if (notVideoFormats.test(report.format?.format_name ?? '')) throw notAVideo(path);
  const stream = chooseVideoStream(report);
  if (!stream) throw await whyNoVideo(path, report);
  const size = readDisplaySize(stream);
  const nothingKnown = size.width === 0 || size.height === 0;
  if (!nothingKnown && Math.min(size.width, size.height) < smallestEdge) {
    throw new AskreelError('VIDEO_TOO_SMALL', `${path} shows only ${size.width}×${size.height} pixels.`, {
      hint: `Use a video of at least ${smallestEdge}×${smallestEdge} pixels.`,
    });
  }

  const statedDuration = readDuration(report);
  const measured =
    statedDuration === undefined || nothingKnown || stream.nb_frames === '0'
      ? await measureStream(tools, path, stream.index, options.signal)
      : undefined;
  if (measured?.packets === 0) throw withoutFrames(path);
  if (nothingKnown) throw damaged(path, 'the size of its picture is unknown');

  const streams = report.streams ?? [];
  const audioStream = chooseAudioStream(report, stream);
  const startTimecode = readStartTimecode(report, stream);
  return {
    path: resolve(path),
    durationSeconds: statedDuration ?? measured?.endSeconds ?? 0,
    ...size,
    rotationDegrees: readRotation(stream),
    codec: stream.codec_name ?? 'unknown',
    averageFrameRate: parseRatio(stream.avg_frame_rate),
    promisedFrames: readPromisedFrames(report, stream.nb_frames),
    videoStreamIndex: stream.index,
    hasAudio: streams.some((one) => one.codec_type === 'audio'),
    ...(audioStream && { audioStream }),
    ...(startTimecode !== undefined && { startTimecode }),
    subtitleStreams: streams
      .filter((one) => one.codec_type === 'subtitle')
      .map((one) => ({ index: one.index, codec: one.codec_name ?? 'unknown', language: one.tags?.language })),
    warnings: statedDuration === undefined ? ['The file does not say how long it is; its packets were counted.'] : [],
  };
}

async function readReport(tools: MediaTools, path: string, signal: AbortSignal | undefined): Promise<ProbeReport> {
  const outcome = await runProcess(
    tools.ffprobe.path,
    ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', asFileInput(path)],
    signal,
  );
  if (outcome.exitCode === 0) return JSON.parse(outcome.stdout) as ProbeReport;
  if (!(await looksLikeContainer(path))) throw notAVideo(path);
  if (/: End of file\s*$/.test(outcome.stderr)) throw withoutFrames(path);
  throw damaged(path, /moov atom not found/.test(outcome.stderr) ? 'it ends before its index' : 'its header is broken');
}

/** Which error a file without a usable video stream deserves. */
async function whyNoVideo(path: string, report: ProbeReport): Promise<AskreelError> {
  const streams = report.streams ?? [];
  if (streams.length === 0 && (await looksLikeContainer(path))) return withoutFrames(path);
  const guessed = (report.format?.probe_score ?? 100) < lowestProbeScore;
  if (guessed || !streams.some((stream) => stream.codec_type === 'audio')) return notAVideo(path);
  return new AskreelError('VIDEO_NO_VIDEO_STREAM', `${path} has sound but no moving picture.`, {
    hint: 'Give a file with a video stream; a cover picture is not one.',
  });
}

/** Only where the count is what a decode shows: MP4 counts frames that its edit list then hides. */
function readPromisedFrames(report: ProbeReport, count: string | undefined): number | undefined {
  const hasEditLists = report.format?.format_name?.includes('mp4') ?? true;
  const frames = Number(count);
  return !hasEditLists && frames > 0 ? frames : undefined;
}

function notAVideo(path: string): AskreelError {
  return new AskreelError('VIDEO_NOT_A_VIDEO', `${path} is not a video file.`, {
    hint: 'Give a file that a video player can open.',
  });
}

function withoutFrames(path: string): AskreelError {
  return new AskreelError('VIDEO_NO_FRAMES', `${path} is a video file without any pictures.`, {
    hint: 'Record or export the video again.',
  });
}

function damaged(path: string, reason: string): AskreelError {
  return new AskreelError('VIDEO_DAMAGED', `${path} is damaged: ${reason}.`, {
    hint: 'Copy or download the file again; a recording that was cut off may be repaired with ffmpeg or untrunc.',
  });
}
