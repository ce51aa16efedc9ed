import type { TimeSpan } from './time-span.js';
import type { VideoId } from './video.js';

/** Why a moment was returned: one signal each. Scores are the signal's own (cosine, probability, BM25 …). */
export type Evidence =
  | { readonly kind: 'frame'; readonly timeSeconds: number; readonly score: number }
  | { readonly kind: 'clip'; readonly span: TimeSpan; readonly score: number }
  | { readonly kind: 'caption'; readonly text: string; readonly score: number }
  | { readonly kind: 'action'; readonly label: string; readonly score: number }
  | { readonly kind: 'transcript'; readonly text: string; readonly span: TimeSpan; readonly score: number };

/** A stretch of one video that answers a description. */
export interface Moment {
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly videoPath: string;
  readonly span: TimeSpan;
  /** Where inside the span it happens, when that was asked for and is clear. */
  readonly focus?: TimeSpan;
  /** Fused relevance, 0 to 1, comparable within one search only. */
  readonly score: number;
  /** The shot's caption, when there is one. */
  readonly caption?: string;
  readonly evidence: readonly Evidence[];
}
