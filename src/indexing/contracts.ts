import type { ErrorCode } from '../domain/coded-error.js';
import type { Familiarity, VideoId } from '../domain/video.js';
import type { EncoderSet, Transcriber } from '../encoders/contracts.js';
import type { LibraryReader, LibraryWriter } from '../library/contracts.js';
import type { Media, ShotDetector } from '../media/contracts.js';

/** How shots are divided for the clip encoder, in source seconds. */
export interface ClipWindowing {
  /** Length of a window in a shot that is too long for one; neighbours overlap by half. */
  readonly windowSeconds: number;
  /** A shot up to this length is one window. */
  readonly maxWindowSeconds: number;
}

/** The lower rooms as indexing sees them. */
export interface IndexingDependencies {
  readonly library: LibraryReader & LibraryWriter;
  readonly encoders: EncoderSet;
  readonly media: Pick<Media, 'probeVideo' | 'readFrames' | 'readSubtitles' | 'readAudio'>;
  /** Listens to videos that have sound but no subtitles; without one nothing is transcribed. */
  readonly transcriber?: Transcriber;
  /** A fresh detector for each video. */
  readonly createShotDetector: () => ShotDetector;
  /** The windows that the pack's clip encoder was trained on (default 4 s, whole shots up to 6.5 s). */
  readonly clipWindowing?: ClipWindowing;
  /** The clock behind `indexedAt` (default: the system's). */
  readonly now?: () => Date;
}

export interface IndexingOptions {
  /**
   * Ends the run within a fraction of a second, or, while a vision-language model looks at a frame, when it has seen it
   * (seconds on a processor); videos committed so far stay, the one in work leaves nothing.
   */
  readonly signal?: AbortSignal;
}

/** What a run did, by count of paths. */
export interface IndexingSummary {
  readonly indexed: number;
  readonly skipped: number;
  readonly moved: number;
  readonly failed: number;
  /** Videos known before that were given a transcript; counted when there is a transcriber. */
  readonly transcribed?: number;
  /** Why the run ended before the last path; absent when it did not. `ABORTED`, `DISK_FULL`, … */
  readonly stoppedBy?: ErrorCode;
}

/** What happens to one video while its frames are read. */
export type VideoProgressEvent =
  | {
      readonly type: 'video-progress';
      readonly path: string;
      /** Source seconds read so far, and the video's length. */
      readonly secondsDone: number;
      readonly secondsTotal: number;
      /** Decoded frames per second of wall time. */
      readonly framesPerSecond: number;
    }
  | {
      readonly type: 'transcription-progress';
      readonly path: string;
      /** Source seconds of sound heard so far, and the video's length. */
      readonly secondsDone: number;
      readonly secondsTotal: number;
      /** How much of it was speech. */
      readonly speechSeconds: number;
    }
  | { readonly type: 'video-warning'; readonly path: string; readonly warning: string };

/**
 * What indexing says while it works. Each path gives one `video-started`, then any number of progress and warning
 * events, then exactly one of `video-skipped`, `video-transcribed`, `video-moved`, `video-indexed`, `video-failed` (none when the run was
 * cancelled there); `finished` comes once, last.
 */
export type IndexingEvent =
  | VideoProgressEvent
  | { readonly type: 'video-started'; readonly path: string; readonly index: number; readonly total: number }
  | {
      readonly type: 'video-skipped';
      readonly path: string;
      readonly videoId: VideoId;
      /** `same-content`: another path in the library holds the same bytes. */
      readonly reason: 'unchanged' | 'same-content';
    }
  | {
      /** A video that the library held without subtitles has been listened to. */
      readonly type: 'video-transcribed';
      readonly path: string;
      readonly videoId: VideoId;
      readonly transcriptLines: number;
      readonly language: string | undefined;
    }
  | { readonly type: 'video-moved'; readonly path: string; readonly videoId: VideoId; readonly oldPath: string }
  | {
      readonly type: 'video-indexed';
      readonly path: string;
      readonly videoId: VideoId;
      readonly shots: number;
      readonly frames: number;
      readonly clips: number;
      readonly transcriptLines: number;
      readonly familiarity: Familiarity;
    }
  | {
      readonly type: 'video-failed';
      readonly path: string;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    }
  | { readonly type: 'finished'; readonly summary: IndexingSummary };
