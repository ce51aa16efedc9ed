import type { VideoEvent } from '../../domain/events/video-event.js';
import type { TimeSpan } from '../../domain/time-span.js';
import type { Video, VideoId } from '../../domain/video.js';

/** What is wanted of the events that fit. */
export type EventMeasure = 'count' | 'duration' | 'first' | 'last' | 'list' | 'before' | 'after' | 'between';

/** A question to the memory of who does what, when. */
export interface EventQuery {
  readonly measure: EventMeasure;
  /** What is asked about, as a caption would put it; all that happens, when left out. */
  readonly about?: string;
  /** What `before`, `after` and `between` count from. */
  readonly anchor?: string;
  /** Where `between` ends. */
  readonly until?: string;
  /** Full ids; the whole library without them. */
  readonly videoIds?: readonly VideoId[];
  readonly span?: TimeSpan;
  readonly signal?: AbortSignal;
}

/** Why an event fits: its words say so, the classifier saw it, somebody stands by, or the search holds it to be alike. */
export type MatchReason = 'words' | 'classifier' | 'bystander' | 'search';

/** An event that fits what was asked for. */
export interface EventMatch {
  readonly video: Video;
  readonly event: VideoEvent;
  readonly reason: MatchReason;
  /** How likely it is what was asked for, 0 to 1; from 0.5 on it is counted. */
  readonly likelihood: number;
}

/** The numbers of one video. */
export interface VideoTally {
  readonly video: Video;
  readonly count: number;
  readonly perhaps: number;
  /** Time in which at least one of the counted events goes on. */
  readonly seconds: number;
}

/** What the memory answers: numbers, and the events that they rest on. */
export interface EventAnswer {
  /** Likely events. */
  readonly count: number;
  /** Doubtful ones beside them: the true number lies about between `count` and their sum. */
  readonly perhaps: number;
  readonly seconds: number;
  /** Videos in which something fits. */
  readonly tallies: readonly VideoTally[];
  /**
   * The counted events in time order. `first` and `last`: one of each video. `before` and `after`: the nearest first;
   * without `about` only the next one of each anchor.
   */
  readonly events: readonly EventMatch[];
  readonly doubtful: readonly EventMatch[];
  /** What `before`, `after` and `between` counted from; below a likelihood of 0.5 when nothing better was there. */
  readonly anchors: readonly EventMatch[];
  readonly untils: readonly EventMatch[];
  /** All events that were looked through. */
  readonly remembered: number;
}
