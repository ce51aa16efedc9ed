import { overlapSeconds, spanSeconds, temporalIou, type TimeSpan } from '../../domain/time-span.js';
import type { Shot } from '../../domain/video.js';

/** A stretch of a shot that is judged as one clip. */
export interface ActionWindow {
  readonly shotIndex: number;
  readonly span: TimeSpan;
  /** Looked at in this order: stretches in which something moves, then the long windows, then the short ones. */
  readonly rank: number;
}

/** How windows are laid over a shot. */
export interface WindowPlan {
  /** In seconds, longest first. */
  readonly lengths: readonly number[];
  /** Part of its length by which a window is moved on. */
  readonly stride: number;
  /** Left and right of a stretch that moves, so that rest before and after can be seen too. */
  readonly marginSeconds: number;
}

/** Left out at both ends of a shot, where its neighbours bleed in. */
const trimSeconds = 0.1;
/** Windows of which a smaller part moves show rest. */
const leastMovingShare = 0.5;
/** A window that overlaps another by more shows nothing new. */
const sameWindowIou = 0.9;

/** The span without its outermost tenths of a second, or of itself where it is short. */
function trimmed({ startSeconds, endSeconds }: TimeSpan): TimeSpan {
  const cut = Math.min(trimSeconds, 0.1 * (endSeconds - startSeconds));
  return { startSeconds: startSeconds + cut, endSeconds: endSeconds - cut };
}

/**
 * Dense, overlapping windows of every length inside a shot, and one round each stretch of it that moves; without those
 * that nearly repeat another or one of `seen`, which was judged before.
 */
export function planWindows(
  shot: Pick<Shot, 'index' | 'span'>,
  moving: readonly TimeSpan[],
  seen: readonly TimeSpan[],
  { lengths, stride, marginSeconds }: WindowPlan,
): ActionWindow[] {
  const inside = trimmed(shot.span);
  const around = moving.map(({ startSeconds, endSeconds }) => ({
    startSeconds: Math.max(inside.startSeconds, startSeconds - marginSeconds),
    endSeconds: Math.min(inside.endSeconds, endSeconds + marginSeconds),
  }));
  const planned = [around, ...lengths.map((length) => slide(inside, length, stride * length))];
  const taken = [...seen];
  return planned.flatMap((spans, rank) =>
    spans.flatMap((span) => {
      if (spanSeconds(span) <= 0 || taken.some((other) => temporalIou(other, span) >= sameWindowIou)) return [];
      taken.push(span);
      return [{ shotIndex: shot.index, span, rank }];
    }),
  );
}

/**
 * The motion gate: whether a window is worth its time where it is known what moves. A stretch that fits into one clip
 * is judged as one, so that only the windows round such stretches are, and of the dense windows those that lie in
 * longer ones.
 */
export function passesGate({ span, rank }: ActionWindow, moving: readonly TimeSpan[], clipSeconds: number): boolean {
  if (rank === 0) return true;
  const long = moving.filter((stretch) => spanSeconds(stretch) > clipSeconds);
  return long.some((stretch) => overlapSeconds(stretch, span) >= leastMovingShare * spanSeconds(span));
}

/** Windows of one length from the start of a span to its end; one, the span itself, where it is no longer than that. */
function slide(span: TimeSpan, length: number, step: number): TimeSpan[] {
  const room = spanSeconds(span) - length;
  if (room <= 0) return spanSeconds(span) > 0 ? [span] : [];
  const steps = Math.ceil(room / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => {
    const startSeconds = span.startSeconds + (index * room) / Math.max(1, steps);
    return { startSeconds, endSeconds: startSeconds + length };
  });
}
