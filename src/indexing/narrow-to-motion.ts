import { activeSpan } from '../domain/motion/active-span.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import type { MotionTrack } from '../domain/video.js';
import type { ClipWindow } from './clip-windows.js';

/** Rest before and after the motion that is shown too: where something begins and ends says what it is. */
const marginSeconds = 0.3;
/** A window that shows less of its shot is one of several, and stays as it is. */
const wholeShotShare = 0.75;

/**
 * A window over a whole shot, drawn in to the stretch of it in which something moves: the few frames of a clip are better
 * spent there. Unchanged when nothing stands out from rest.
 */
export function narrowToMotion(window: ClipWindow, shot: TimeSpan, motion: MotionTrack): ClipWindow {
  if (spanSeconds(window.span) < wholeShotShare * spanSeconds(shot)) return window;
  const moving = activeSpan(motion, shot);
  if (!moving) return window;
  const startSeconds = Math.max(window.span.startSeconds, moving.startSeconds - marginSeconds);
  const endSeconds = Math.min(window.span.endSeconds, moving.endSeconds + marginSeconds);
  return endSeconds > startSeconds ? { ...window, span: { startSeconds, endSeconds } } : window;
}
