import type { AudioStream } from './contracts.js';

/** The parts of `ffprobe -of json -show_format -show_streams` that askreel reads; all of them may be missing. */
export interface ProbeReport {
  readonly streams?: readonly ReportedStream[];
  readonly format?: {
    readonly format_name?: string;
    readonly start_time?: string;
    readonly duration?: string;
    readonly probe_score?: number;
    readonly tags?: Readonly<Record<string, string>>;
  };
}

/** A stream as ffprobe reports it. */
export interface ReportedStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly avg_frame_rate?: string;
  readonly nb_frames?: string;
  readonly start_time?: string;
  readonly duration?: string;
  readonly channels?: number;
  readonly sample_rate?: string;
  readonly disposition?: Readonly<Record<string, number>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

/** Reads ffprobe's `12.5`; `undefined` for `N/A` and for what is missing. */
export function parseSeconds(text: string | undefined): number | undefined {
  const seconds = Number.parseFloat(text ?? '');
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** Reads a ratio such as `30000/1001` or `16:11`; `undefined` when it is missing, zero or endless. */
export function parseRatio(text: string | undefined): number | undefined {
  const [above, below] = (text ?? '').split(/[/:]/).map(Number);
  if (above === undefined || below === undefined || !(above > 0) || !(below > 0)) return undefined;
  return above / below;
}

/**
 * The stream to read of several: never a cover picture; one that the container marks as default before others, then the
 * largest (as ffmpeg and players choose).
 */
export function chooseVideoStream(report: ProbeReport): ReportedStream | undefined {
  const rank = (stream: ReportedStream): number =>
    (stream.disposition?.default === 1 ? 1e9 : 0) + (stream.width ?? 0) * (stream.height ?? 0);
  return (report.streams ?? [])
    .filter((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
    .reduce<ReportedStream | undefined>((best, one) => (best && rank(best) >= rank(one) ? best : one), undefined);
}

/** Formats whose clock may jump: there ffmpeg counts from the streams that it reads, elsewhere from the container's start. */
const jumpingFormats = /\b(mpegts|mpeg|vob|hls|sdp|rtsp)\b/;

/** The sound to listen to, beside the video stream that is read: the default stream before others, then the first. */
export function chooseAudioStream(report: ProbeReport, video: ReportedStream): AudioStream | undefined {
  const streams = (report.streams ?? []).filter((stream) => stream.codec_type === 'audio' && stream.codec_name);
  const stream = streams.find(({ disposition }) => disposition?.default === 1) ?? streams[0];
  if (!stream) return undefined;
  const containerStart = parseSeconds(report.format?.start_time) ?? 0;
  const isJumping = jumpingFormats.test(report.format?.format_name ?? '');
  const zeroSeconds = isJumping ? (parseSeconds(video.start_time) ?? containerStart) : containerStart;
  const sampleRate = Number(stream.sample_rate);
  return {
    ...{ index: stream.index, language: stream.tags?.language, zeroSeconds },
    ...(stream.channels !== undefined && stream.channels > 0 && { channels: stream.channels }),
    ...(sampleRate > 0 && { sampleRate }),
  };
}

/** The timecode that a camera or an editor gave the first frame: on the picture, on a timecode track, or on the whole file. */
export function readStartTimecode({ streams = [], format }: ProbeReport, video: ReportedStream): string | undefined {
  const tags = [video.tags, ...streams.map((stream) => stream.tags), format?.tags];
  const timecode = tags.map((tag) => tag?.timecode).find((text) => text !== undefined);
  return timecode !== undefined && /^\d\d:\d\d:\d\d[:;]\d\d$/.test(timecode) ? timecode : undefined;
}

/** Clockwise turn for display, in degrees: the display matrix says it counter-clockwise, the older `rotate` tag clockwise. */
export function readRotation(stream: ReportedStream): 0 | 90 | 180 | 270 {
  const matrix = stream.side_data_list?.find((entry) => entry.rotation !== undefined)?.rotation;
  const clockwise = matrix !== undefined ? -matrix : Number(stream.tags?.rotate ?? 0);
  const quarters = Math.round((Number.isFinite(clockwise) ? clockwise : 0) / 90);
  return ((((quarters % 4) + 4) % 4) * 90) as 0 | 90 | 180 | 270;
}

/** Size on screen: pixels made square, then turned. */
export function readDisplaySize(stream: ReportedStream): { readonly width: number; readonly height: number } {
  const width = Math.round((stream.width ?? 0) * (parseRatio(stream.sample_aspect_ratio) ?? 1));
  const height = stream.height ?? 0;
  return readRotation(stream) % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The container's length in seconds: the end of its longest stream, counted from the container's start. */
export function readDuration(report: ProbeReport): number | undefined {
  const start = parseSeconds(report.format?.start_time) ?? 0;
  const ends = (report.streams ?? []).flatMap((stream) => {
    const length = parseSeconds(stream.duration);
    return length === undefined ? [] : [length + (parseSeconds(stream.start_time) ?? start) - start];
  });
  const longest = Math.max(parseSeconds(report.format?.duration) ?? 0, ...ends);
  return longest > 0 ? longest : undefined;
}
