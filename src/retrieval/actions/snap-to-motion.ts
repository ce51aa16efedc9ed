import { overlapSeconds, spanSeconds, type TimeSpan } from '../../domain/time-span.js';

/** An end is moved to an end of the motion over at most this part of the span's length, and at most so far. */
const reachShare = 0.4;
const reachSeconds = 1.5;

/**
 * A span with its ends at those of the motion in it: windows are seconds long and say roughly when something happens,
 * motion says it to a tenth of a second. An end is moved to the nearest end of its kind in reach; one that lies in
 * the rest before or after all motion of the span, to the motion. A span without motion stays as it is.
 *
 * @param moving stretches that move, in time order.
 */
export function snapToMotion(span: TimeSpan, moving: readonly TimeSpan[]): TimeSpan {
  const touched = moving.filter((stretch) => overlapSeconds(stretch, span) > 0);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return span;
  const reach = Math.min(reachSeconds, reachShare * spanSeconds(span));
  const startSeconds = snap(
    Math.max(span.startSeconds, first.startSeconds),
    touched.map((stretch) => stretch.startSeconds),
    reach,
  );
  const endSeconds = snap(
    Math.min(span.endSeconds, last.endSeconds),
    touched.map((stretch) => stretch.endSeconds),
    reach,
  );
  return startSeconds < endSeconds ? { startSeconds, endSeconds } : span;
}

function snap(seconds: number, ends: readonly number[], reach: number): number {
  const nearest = ends.reduce((a, b) => (Math.abs(b - seconds) < Math.abs(a - seconds) ? b : a), ends[0] ?? seconds);
  return Math.abs(nearest - seconds) <= reach ? nearest : seconds;
}
