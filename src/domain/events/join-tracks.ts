import { overlapSeconds } from '../time-span.js';
import type { MotionTrack } from '../video.js';
import { sameMeaning } from '../wording/same-meaning.js';
import { movesAcross } from './moves-across.js';
import type { VideoEvent } from './video-event.js';

/** An event before it has its place in the video. */
export type EventDraft = Omit<VideoEvent, 'index'>;

// Shots that touch may overlap, or miss each other, by a frame or two.
const touchingSeconds = 0.25;

/**
 * Joins what goes on, in the same words and without coming to rest, across the border of two shots. Without a motion
 * track nothing tells a cut within an action from the same action done again, so that all stay apart.
 */
export function joinTracks(events: readonly EventDraft[], motion: MotionTrack | undefined): EventDraft[] {
  if (!motion) return [...events];
  const joined: EventDraft[] = [];
  for (const event of events) {
    const at = joined.findLastIndex((earlier) => goesOn(earlier, event, motion));
    const earlier = joined[at];
    if (!earlier) joined.push(event);
    else
      joined[at] = {
        ...earlier,
        span: {
          startSeconds: earlier.span.startSeconds,
          endSeconds: Math.max(earlier.span.endSeconds, event.span.endSeconds),
        },
        confidence: Math.max(earlier.confidence, event.confidence),
      };
  }
  return joined;
}

function goesOn(earlier: EventDraft, later: EventDraft, motion: MotionTrack): boolean {
  if (earlier.shotIndex === later.shotIndex || earlier.action === '') return false;
  const gap = Math.abs(later.span.startSeconds - earlier.span.endSeconds);
  if (gap > touchingSeconds || overlapSeconds(earlier.span, later.span) > touchingSeconds) return false;
  return (
    movesAcross(motion, later.span.startSeconds) &&
    sameMeaning(earlier.actor, later.actor) &&
    sameMeaning(earlier.action, later.action) &&
    (earlier.place === later.place || sameMeaning(earlier.place, later.place))
  );
}
