import { spanMiddle, type TimeSpan } from '../domain/time-span.js';
import type { FrameVector } from '../library/contracts.js';
import { firstFrom, selectInSpan } from './select-in-span.js';

/** The frames of a list in time order that lie in a span, or the one nearest to its middle; none only without frames. */
export function framesOfSpan(frames: readonly FrameVector[], span: TimeSpan): FrameVector[] {
  const timeOf = (frame: FrameVector): number => frame.timeSeconds;
  const inside = selectInSpan(frames, timeOf, span);
  if (inside.length > 0) return inside;
  const middle = spanMiddle(span);
  const next = firstFrom(frames, timeOf, middle);
  const neighbours = frames.slice(Math.max(0, next - 1), next + 1);
  return neighbours.sort((a, b) => Math.abs(timeOf(a) - middle) - Math.abs(timeOf(b) - middle)).slice(0, 1);
}
