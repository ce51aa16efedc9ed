import type { Moment } from '../domain/moment.js';
import { temporalIou, type TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';

/** A span that a description fits. */
export interface RelevantSpan {
  readonly videoId: VideoId;
  readonly span: TimeSpan;
}

/** Temporal IoU from which a moment is the shot that was looked for. */
const leastIou = 0.5;

/** Rank, from 1, of the first moment that is one of the relevant spans; `undefined` when none is. */
export function rankQuery(moments: readonly Moment[], relevant: readonly RelevantSpan[]): number | undefined {
  const index = moments.findIndex((moment) =>
    relevant.some(({ videoId, span }) => videoId === moment.videoId && temporalIou(span, moment.span) >= leastIou),
  );
  return index < 0 ? undefined : index + 1;
}
