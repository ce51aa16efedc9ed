import type { VideoEvent } from '../events/video-event.js';
import { plainLine } from '../plain-line.js';
import { spanSeconds } from '../time-span.js';
import type { TitleParts } from './summary-phrases.js';

/** A second actor is named who stands for so much of a chapter, measured by the first one. */
const secondShare = 0.4;
/** An action or a place is named that fills so much of what is seen of whoever is named. */
const mainShare = 0.6;

/**
 * What a chapter's title may name, the best first: its actors, what they do where they mostly do one thing, and where, where
 * that is mostly one place. `weights` has the weightiest actor first.
 */
export function titleOptions(events: readonly VideoEvent[], weights: ReadonlyMap<string, number>): TitleParts[] {
  const [first, second] = [...weights].filter(([actor]) => plainLine(actor) !== '');
  if (!first) {
    const action = mainOf(events, ({ action: done }) => done);
    return action ? [{ actors: [], action: action.value }] : [];
  }
  const actors = second && second[1] >= secondShare * first[1] ? [first[0], second[0]] : [first[0]];
  const theirs = events.filter(({ actor }) => actors.includes(actor));
  const place = mainOf(theirs, (event) => event.place);
  const action = mainOf(theirs, (event) => event.action);
  const alone = events.filter(({ actor }) => actor === first[0]);
  const [ownAction, ownPlace] = [mainOf(alone, (event) => event.action), mainOf(alone, (event) => event.place)];
  const main = {
    actors,
    ...(actors.length === 1 && action && action.share >= mainShare && { action: action.value }),
    ...(place && place.share >= mainShare && { place: place.value }),
  };
  return [
    main,
    { ...main, ...(place && { place: place.value }) },
    {
      actors: [first[0]],
      ...(ownAction && { action: ownAction.value }),
      ...(ownPlace && { place: ownPlace.value }),
    },
  ];
}

/** What most seconds of some events have in common, and their share. */
function mainOf(
  events: readonly VideoEvent[],
  read: (event: VideoEvent) => string,
): { readonly value: string; readonly share: number } | undefined {
  const seconds = new Map<string, number>();
  let all = 0;
  for (const event of events) {
    const length = spanSeconds(event.span) + 0.01;
    all += length;
    const value = plainLine(read(event));
    if (value !== '') seconds.set(value, (seconds.get(value) ?? 0) + length);
  }
  const [most] = [...seconds].toSorted((a, b) => b[1] - a[1]);
  return most && { value: most[0], share: most[1] / all };
}
