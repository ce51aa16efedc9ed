import type { TimeSpan } from './time-span.js';
import type { VideoId } from './video.js';

/** A place in a video that a tool returned and that an answer rests on. */
export interface Citation {
  /** Number shown to the user, from 1. */
  readonly number: number;
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly videoPath: string;
  readonly span: TimeSpan;
  /** Name of the tool whose result this comes from. */
  readonly tool: string;
  /** What the tool said about the span, one line. */
  readonly note: string;
}

/** An answer in words with the places that support it. */
export interface Answer {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** False when the library holds nothing that answers the question. */
  readonly found: boolean;
}
