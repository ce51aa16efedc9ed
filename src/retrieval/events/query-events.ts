import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import { inSearchLanguage } from '../../domain/wording/in-search-language.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { MomentSearch } from '../contracts.js';
import type { EventAnswer, EventMatch, EventMeasure, EventQuery } from './contracts.js';
import { countedFrom, findEvents } from './find-events.js';
import { between, nearestFirst, nextTo, onSideOf } from './order-events.js';
import { matchByWords, readDescription } from './match-events.js';
import { rememberedEvents } from './remembered-events.js';
import { tallyEvents } from './tally-events.js';

/** What {@link queryEvents} looks into. */
export interface EventSources {
  readonly library: LibraryReader;
  /** Asked where no event's words say what is described. */
  readonly search: MomentSearch;
}

const ordering: ReadonlySet<EventMeasure> = new Set(['before', 'after', 'between']);

/**
 * Answers how many, how often, how long, first, last, before and after from the memory that the library keeps of each
 * video, however long it is: by counting, never by asking a language model.
 *
 * Throws BAD_ARGUMENT when `before`, `after` or `between` have nothing to count from and for words that cannot be put into
 * English, ABORTED, and what the search throws.
 */
export async function queryEvents(query: EventQuery, { library, search }: EventSources): Promise<EventAnswer> {
  const { measure, signal } = query;
  // Captions are English, whatever language the encoder knows.
  const [about, anchor, until] = [query.about, query.anchor, query.until].map((words) =>
    words === undefined ? undefined : inSearchLanguage(words),
  );
  throwIfAborted(signal);
  if (ordering.has(measure) && (anchor ?? '').trim() === '') throw missing(measure, 'anchor');
  if (measure === 'between' && (until ?? '').trim() === '') throw missing(measure, 'until');
  const all = rememberedEvents(library, query);
  const everything = matchByWords(all, readDescription(''));
  const grant = async (description: string): Promise<EventMatch[]> =>
    likeliest(await findEvents(all, description, search, { ...query, granted: true }));
  const found = about === undefined || about.trim() === '' ? everything : await findEvents(all, about, search, query);
  const anchors = ordering.has(measure) && anchor !== undefined ? await grant(anchor) : [];
  const untils = measure === 'between' && until !== undefined ? await grant(until) : [];
  throwIfAborted(signal);
  const fitting = arrange(found, { measure, anchors, untils, anything: found === everything });
  // What is asked of everything is asked of doubtful captions too.
  const isCounted = (match: EventMatch): boolean => found === everything || match.likelihood >= countedFrom;
  const counted = fitting.filter(isCounted);
  const doubtful = fitting.filter((match) => !isCounted(match));
  return {
    ...tallyEvents(counted, doubtful),
    events: pick(counted, measure),
    doubtful,
    anchors,
    untils,
    remembered: all.length,
  };
}

function arrange(
  found: readonly EventMatch[],
  about: {
    readonly measure: EventMeasure;
    readonly anchors: readonly EventMatch[];
    readonly untils: readonly EventMatch[];
    readonly anything: boolean;
  },
): EventMatch[] {
  const { measure, anchors, untils, anything } = about;
  if (measure === 'between') return between(found, anchors, untils);
  if (measure !== 'before' && measure !== 'after') return [...found];
  return anything ? nextTo(found, anchors, measure) : nearestFirst(onSideOf(found, anchors, measure), anchors, measure);
}

/** Who asks what comes after something takes it to have happened: the likeliest will do when none is likely. */
function likeliest(matches: readonly EventMatch[]): EventMatch[] {
  const likely = matches.filter(({ likelihood }) => likelihood >= countedFrom);
  if (likely.length > 0) return likely;
  return matches.toSorted((a, b) => b.likelihood - a.likelihood).slice(0, 1);
}

/** One event of each video for `first` and `last`. */
function pick(counted: readonly EventMatch[], measure: EventMeasure): EventMatch[] {
  if (measure !== 'first' && measure !== 'last') return [...counted];
  const ordered = measure === 'first' ? counted : counted.toReversed();
  const ofVideo = new Map<string, EventMatch>();
  for (const match of ordered) if (!ofVideo.has(match.video.id)) ofVideo.set(match.video.id, match);
  return [...ofVideo.values()];
}

function missing(measure: EventMeasure, name: string): AskreelError {
  return new AskreelError('BAD_ARGUMENT', `"${measure}" needs "${name}".`, {
    hint: 'Describe the event to count from, for instance "a red dog jumps".',
  });
}
