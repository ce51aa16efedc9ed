import type { TimeSpan } from '../../domain/time-span.js';
import type { SpanMethod } from '../contracts.js';
import type { SpanQuery } from './step-features.js';
import type { VideoEvidence } from './video-evidence.js';

/** A span with a probability, 0 to 1. */
export interface FoundSpan extends TimeSpan {
  readonly score: number;
}

/** What a description means in one video. */
export interface SpanReading {
  /** Best first; no two of them speak of the same moment. */
  readonly spans: readonly FoundSpan[];
  /** For each step of the video how likely the description is happening, 0 to 1. */
  readonly saliency: Float32Array;
}

/** A way to read spans out of a video's evidence. */
export interface SpanFinder {
  readonly method: SpanMethod;
  find(evidence: VideoEvidence, query: SpanQuery): Promise<SpanReading>;
}
