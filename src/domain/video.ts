import type { TimeSpan } from './time-span.js';

/** The first 16 hex digits of the SHA-256 of a video file's content: follows the file when it is moved or renamed. */
export type VideoId = string;

/**
 * Whether the footage looks like what the model pack was trained on. For `unfamiliar` footage learned captions
 * and actions are held back; shots, motion, subtitles and search still work.
 */
export type Familiarity = 'familiar' | 'unfamiliar';

/** A video as the library knows it. */
export interface Video {
  readonly id: VideoId;
  /** Absolute path where the file was last seen. */
  readonly path: string;
  /** File name without its extension. */
  readonly title: string;
  /** SHA-256 of the file, 64 hex digits. */
  readonly contentHash: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly durationSeconds: number;
  /** Displayed size in pixels (after rotation). */
  readonly width: number;
  readonly height: number;
  /** Codec name as ffprobe gives it, e.g. `h264`. */
  readonly codec: string;
  readonly hasAudio: boolean;
  readonly familiarity: Familiarity;
  /** What went wrong without stopping the work (damaged frames, unreadable subtitles, …), one line each. */
  readonly warnings: readonly string[];
  /** ISO 8601. */
  readonly indexedAt: string;
}

/** A continuous camera take. `index` counts from 0 in each video. */
export interface Shot {
  readonly videoId: VideoId;
  readonly index: number;
  readonly span: TimeSpan;
  /** Learned description; absent when held back or when the pack has no captioner. */
  readonly caption?: string;
  /** Geometric mean of the caption's token probabilities, 0 to 1. */
  readonly captionConfidence?: number;
  /** Mean absolute luma change between sampled frames, 0 to 1. */
  readonly motion: number;
}

/**
 * How a video moves, sampled evenly from source time 0: entry k speaks of the change from `k × stepSeconds` to
 * `(k + 1) × stepSeconds`. All arrays are float32 and of one length.
 */
export interface MotionTrack {
  readonly stepSeconds: number;
  /** Luma change, 0 to 1, of the part of the picture that changed most, after the camera's own movement was taken away. */
  readonly object: Float32Array;
  /** Movement of the camera in picture widths a second; positive when it turns to the right. */
  readonly cameraX: Float32Array;
  /** The same in picture heights; positive when it turns down. */
  readonly cameraY: Float32Array;
  /** Growth of the picture's scale a second; positive when the camera comes nearer. */
  readonly cameraZoom: Float32Array;
}

/** A subtitle or transcript line. */
export interface TranscriptLine {
  readonly videoId: VideoId;
  readonly span: TimeSpan;
  readonly text: string;
}

/** That a video was listened to, whether or not anything was said. */
export interface Transcription {
  /** Who listened, e.g. `whisper:standard@1f00` or `openai:whisper-1`. */
  readonly madeBy: string;
  /** The language most spoken, ISO 639-1; absent when nothing was said or the transcriber does not tell. */
  readonly language?: string;
}

/** An action that a classifier sees in a span. */
export interface ActionSpan {
  readonly videoId: VideoId;
  readonly span: TimeSpan;
  readonly shotIndex: number;
  /** Class name from the pack's label list. */
  readonly label: string;
  /** Softmax probability, 0 to 1. */
  readonly probability: number;
}
