import type { EventMatch } from './contracts.js';

type Side = 'before' | 'after';

// Neighbouring shots may overlap by a frame or two.
const slackSeconds = 0.25;

/** Of all that happens, what comes next to each anchor on one side, without the anchors themselves; in time order. */
export function nextTo(events: readonly EventMatch[], anchors: readonly EventMatch[], side: Side): EventMatch[] {
  const next = anchors.flatMap((anchor) => {
    const here = events.filter((match) => match.event !== anchor.event && isSame(match, anchor));
    return side === 'after'
      ? (here.find(({ event }) => event.span.startSeconds >= anchor.event.span.endSeconds - slackSeconds) ?? [])
      : (here.findLast(({ event }) => event.span.endSeconds <= anchor.event.span.startSeconds + slackSeconds) ?? []);
  });
  return [...new Set(next)];
}

/** The events that begin before (or after) some anchor in the same video does. */
export function onSideOf(events: readonly EventMatch[], anchors: readonly EventMatch[], side: Side): EventMatch[] {
  return events.filter((match) =>
    anchors.some(
      (anchor) =>
        isSame(match, anchor) &&
        (side === 'before'
          ? match.event.span.startSeconds < anchor.event.span.startSeconds
          : match.event.span.startSeconds > anchor.event.span.startSeconds),
    ),
  );
}

/** By how near an event is to the anchor on that side; video by video. */
export function nearestFirst(events: readonly EventMatch[], anchors: readonly EventMatch[], side: Side): EventMatch[] {
  const distance = (match: EventMatch): number =>
    Math.min(
      ...anchors.flatMap((anchor) => {
        const gap = anchor.event.span.startSeconds - match.event.span.startSeconds;
        return isSame(match, anchor) && (side === 'before' ? gap > 0 : gap < 0) ? [Math.abs(gap)] : [];
      }),
    );
  const rank = new Map([...new Set(events.map(({ video }) => video.id))].map((id, index) => [id, index]));
  const place = (match: EventMatch): number => rank.get(match.video.id) ?? 0;
  return events.toSorted((a, b) => place(a) - place(b) || distance(a) - distance(b));
}

/** The events that lie between an anchor and the next end after it. */
export function between(
  events: readonly EventMatch[],
  anchors: readonly EventMatch[],
  untils: readonly EventMatch[],
): EventMatch[] {
  return events.filter((match) =>
    anchors.some((anchor) => {
      const end = untils.find(
        (until) => isSame(until, anchor) && until.event.span.startSeconds > anchor.event.span.startSeconds,
      );
      return (
        end !== undefined &&
        isSame(match, anchor) &&
        match.event !== anchor.event &&
        match.event !== end.event &&
        match.event.span.startSeconds >= anchor.event.span.endSeconds - slackSeconds &&
        match.event.span.endSeconds <= end.event.span.startSeconds + slackSeconds
      );
    }),
  );
}

function isSame(a: EventMatch, b: EventMatch): boolean {
  return a.video.id === b.video.id;
}
