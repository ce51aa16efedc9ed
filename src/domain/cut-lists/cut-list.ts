import type { TimeSpan } from '../time-span.js';
import type { VideoId } from '../video.js';

/** A stretch of one video that goes into a film, an edit list or a table. */
export interface Cut {
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly videoPath: string;
  readonly span: TimeSpan;
  /** What it shows, in a few words. */
  readonly label: string;
  /** How well it fits, 0 to 1, where that is known; comparable within one list only. */
  readonly score?: number;
  /** Anything else that is known of it. */
  readonly note?: string;
}

/** What was found, in the order in which it is to be shown: from search results, answers and highlights alike. */
export interface CutList {
  /** What was asked for; names the project in an editor. */
  readonly title: string;
  readonly cuts: readonly Cut[];
}

/** What an editor must know of a video file that cuts come from. */
export interface CutSource {
  /** Absolute; the same as its cuts' `videoPath`. */
  readonly path: string;
  /** The same as a `file:` URL. */
  readonly url: string;
  readonly durationSeconds: number;
  /** Displayed size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Average frames a second; absent when the container does not say. */
  readonly averageFrameRate?: number;
  /** Its sound; absent in silent videos. */
  readonly sound?: { readonly channels?: number; readonly sampleRate?: number };
  /** Timecode of its first frame as the camera wrote it (`10:00:00:00`, with `;` before the frames for drop-frame). */
  readonly startTimecode?: string;
}
