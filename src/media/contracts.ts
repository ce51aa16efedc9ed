import type { FrameBox } from '../domain/frame-box.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { RgbImage, VideoFrame } from '../domain/rgb-image.js';

/** One of the two programs this room runs. */
export interface LocatedTool {
  readonly path: string;
  /** As the program calls itself, e.g. `5.1.6-0+deb12u1`. */
  readonly version: string;
  /** `given` by the caller, found on the `system`'s search path, or `packaged` with askreel's npm dependencies. */
  readonly source: 'given' | 'system' | 'packaged';
  /** Major and minor version of its libavcodec: comparable across release numbers and nightly builds. */
  readonly codecLibrary: readonly [number, number];
  /** What a user should know about it (it is old, say), one line each. */
  readonly warnings: readonly string[];
}

/** Where ffmpeg and ffprobe are and what they can do; found once by `locateMediaTools`. */
export interface MediaTools {
  readonly ffmpeg: LocatedTool;
  readonly ffprobe: LocatedTool;
}

/** What ffprobe says about a file that has a usable video stream. */
export interface VideoProbe {
  /** Absolute. */
  readonly path: string;
  /** The container's length: that of its longest stream, so that sound or subtitles may outlast the picture. */
  readonly durationSeconds: number;
  /** Displayed size in pixels, after rotation and with square pixels. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn that the container asks for: 0, 90, 180 or 270. */
  readonly rotationDegrees: number;
  readonly codec: string;
  /** Average frames per second; `undefined` when the container does not say. */
  readonly averageFrameRate: number | undefined;
  /** Frames that the container promises; `undefined` when it does not say, or may say more than it shows (edit lists). */
  readonly promisedFrames: number | undefined;
  /** Index, in the container, of the video stream that is read: the default one, the largest of several. */
  readonly videoStreamIndex: number;
  readonly hasAudio: boolean;
  /** The sound that is listened to: the default stream, or the first; absent in silent videos. */
  readonly audioStream?: AudioStream;
  /** Timecode of the first frame as the camera wrote it: `10:00:00:00`, with `;` before the frames for drop-frame. */
  readonly startTimecode?: string;
  readonly subtitleStreams: readonly SubtitleStream[];
  readonly warnings: readonly string[];
}

/** A sound stream inside a container. */
export interface AudioStream {
  /** Index in the container. */
  readonly index: number;
  readonly language: string | undefined;
  /** What the container's clock says at source time 0, in seconds: frames count from there. */
  readonly zeroSeconds: number;
  /** As the container says; absent where it does not. */
  readonly channels?: number;
  /** Samples a second. */
  readonly sampleRate?: number;
}

/** A subtitle stream inside a container. */
export interface SubtitleStream {
  /** Index in the container. */
  readonly index: number;
  readonly codec: string;
  readonly language: string | undefined;
}

export interface ReadFramesOptions {
  /** Shortest edge of the frames handed out, in pixels; the aspect ratio is kept. A smaller source is handed out at its own size. */
  readonly shortEdge: number;
  /**
   * Decode only this span (source time). When no frame starts in it (long still pictures), the one on screen at its
   * start is given.
   */
  readonly span?: TimeSpan;
  /** What `probeVideo` said of the file, to spare a second look. */
  readonly probe?: VideoProbe;
  readonly signal?: AbortSignal;
  /** Called with one line for each kind of damage met while decoding. */
  readonly onWarning?: (warning: string) => void;
}

/**
 * One linear decode: frames in presentation order with true timestamps, pulled (back-pressure reaches the decoder).
 * Each frame owns its memory. Leaving the loop or aborting ends the decoder.
 */
export type ReadFrames = (path: string, options: ReadFramesOptions) => AsyncIterable<VideoFrame>;

/** A stretch of a video's sound. */
export interface AudioBlock {
  /** Source time of the first sample. */
  readonly startSeconds: number;
  /** float32 mono, 16,000 a second, -1 to 1; at most a second of them, with memory of their own. */
  readonly samples: Float32Array;
}

export interface ReadAudioOptions {
  /** What `probeVideo` said of the file, to spare a second look. */
  readonly probe?: VideoProbe;
  readonly signal?: AbortSignal;
  /** Called with one line for each kind of damage met while decoding. */
  readonly onWarning?: (warning: string) => void;
}

/**
 * One linear decode of the sound track, without gaps from source time 0 to its end (missing sound is silence), pulled
 * (back-pressure reaches the decoder). A video without sound gives nothing. Leaving the loop or aborting ends the decoder.
 */
export type ReadAudio = (path: string, options?: ReadAudioOptions) => AsyncIterable<AudioBlock>;

/** A shot boundary found while frames stream by. */
export interface ShotBoundary {
  /** First moment of the new shot, in source seconds. */
  readonly timeSeconds: number;
  readonly kind: 'cut' | 'fade' | 'dissolve' | 'pan';
}

/** Feed frames in order; each call gives the boundaries that have become certain, in time order. */
export interface ShotDetector {
  push(frame: VideoFrame): ShotBoundary[];
  finish(): ShotBoundary[];
}

/** A subtitle cue. */
export interface SubtitleCue {
  readonly span: TimeSpan;
  /** Plain text; lines separated by `\n`. */
  readonly text: string;
}

/** The one subtitle track chosen for a video. */
export interface SubtitleTrack {
  /** In time order. */
  readonly cues: readonly SubtitleCue[];
  /** Where they come from: a sidecar's path or `stream 2`; `undefined` when the video has no readable subtitles. */
  readonly origin: string | undefined;
  readonly language: string | undefined;
  /** Damaged cues, unreadable files and the like, one line each. */
  readonly warnings: readonly string[];
}

export interface ReadSubtitlesOptions {
  /** Preferred language as in file names and containers (`en`, `eng`, …). */
  readonly language?: string;
  readonly probe?: VideoProbe;
  readonly signal?: AbortSignal;
}

export interface ThumbnailOptions {
  /** In pixels; the height follows. Default 320; never larger than the source. */
  readonly width?: number;
  /** Drawn on the picture as frames, each in its own colour. */
  readonly boxes?: readonly FrameBox[];
  readonly signal?: AbortSignal;
}

export interface CutClipOptions {
  readonly signal?: AbortSignal;
  /** Told, about twice a second, how many seconds of the film are written. */
  readonly onProgress?: (writtenSeconds: number) => void;
}

/** A stretch of a reel. */
export interface ReelPiece {
  readonly path: string;
  readonly span: TimeSpan;
}

/** One picture of a storyboard with the words under it. */
export interface StoryboardPanel {
  readonly path: string;
  readonly timeSeconds: number;
  /** Lines under the picture, cut where they are too long; the first stands out. */
  readonly lines: readonly string[];
}

export interface StoryboardOptions {
  /** What the picture is written as (default `jpeg`). */
  readonly format?: 'jpeg' | 'png';
  readonly signal?: AbortSignal;
  /** Told how many panels are drawn. */
  readonly onProgress?: (drawn: number) => void;
}

/** How a file is packed and coded, in ffprobe's names. */
export interface StreamKinds {
  /** All names of the container's form: `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string;
  readonly videoCodec: string;
  /** Absent when ffprobe cannot tell. */
  readonly pixelFormat?: string;
  /** Absent in silent videos. */
  readonly audioCodec?: string;
}

/** All that this room does with a video file, bound to located tools; see the functions of the same names. */
export interface Media {
  readonly tools: MediaTools;
  probeVideo(path: string, options?: { readonly signal?: AbortSignal }): Promise<VideoProbe>;
  /** How a file is packed and coded. */
  readStreams(path: string, signal?: AbortSignal): Promise<StreamKinds>;
  readonly readFrames: ReadFrames;
  readonly readAudio: ReadAudio;
  readSubtitles(path: string, options?: ReadSubtitlesOptions): Promise<SubtitleTrack>;
  /** A picture file as pixels. */
  readImage(path: string, options?: { readonly signal?: AbortSignal }): Promise<RgbImage>;
  /** A JPEG of the picture at a moment. */
  makeThumbnail(path: string, timeSeconds: number, options?: ThumbnailOptions): Promise<Buffer>;
  cutClip(path: string, span: TimeSpan, outputPath: string, options?: CutClipOptions): Promise<void>;
  /** A whole video in a form that browsers play. */
  makeRendition(path: string, outputPath: string, options?: CutClipOptions): Promise<void>;
  cutReel(pieces: readonly ReelPiece[], outputPath: string, options?: CutClipOptions): Promise<void>;
  /** A picture of many moments with words under each. */
  makeStoryboard(panels: readonly StoryboardPanel[], options?: StoryboardOptions): Promise<Buffer>;
}
