import { spanSeconds, type TimeSpan } from '../domain/time-span.js';

/**
 * The moments, in source seconds, at which a clip encoder looks at a span: the middles of `frames` equal parts
 * (temporal segment networks, Wang et al. 2016).
 */
export function sampleClipTimes(span: TimeSpan, frames: number): number[] {
  const part = spanSeconds(span) / frames;
  return Array.from({ length: frames }, (_, index) => span.startSeconds + (index + 0.5) * part);
}
