import { spanMiddle, type TimeSpan } from '../domain/time-span.js';
import type { ClipRole } from './pack-manifest.js';
import { sampleClipTimes } from './sample-clip-times.js';

/** How a clip model picks frames of a span. */
export type ClipSampling = Pick<ClipRole, 'frames' | 'sampling' | 'stride' | 'sampleRate'>;

/**
 * The moments, in source seconds and in order, at which a clip model looks at a span. Dense sampling takes `frames`
 * moments `stride / sampleRate` seconds apart round the span's middle (I3D, Carreira and Zisserman 2017); those that
 * would lie outside the span become its border, so that a short shot is never mixed with its neighbours.
 */
export function clipFrameTimes(span: TimeSpan, { frames, sampling, stride, sampleRate }: ClipSampling): number[] {
  if (sampling === 'uniform') return sampleClipTimes(span, frames);
  const step = stride / sampleRate;
  const first = spanMiddle(span) - ((frames - 1) / 2) * step;
  return Array.from({ length: frames }, (_, index) =>
    Math.min(span.endSeconds, Math.max(span.startSeconds, first + index * step)),
  );
}
