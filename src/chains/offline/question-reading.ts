import type { TimeSpan } from '../../domain/time-span.js';
import type { MeaningUnit } from '../../domain/wording/meaning-units.js';

/** Languages that the offline model reads and answers in. */
export type Language = 'en' | 'zh';

/** What a question wants to know. */
export type Intent =
  | 'chat'
  | 'unclear'
  | 'list-videos'
  | 'count-videos'
  | 'video-length'
  | 'which-video'
  | 'count-videos-showing'
  | 'compare'
  | 'describe'
  | 'chapters'
  | 'when'
  | 'what-action'
  | 'what-happens'
  | 'who'
  | 'who-beside'
  | 'where'
  | 'colour'
  | 'count-times'
  | 'count-subjects'
  | 'count-shots'
  | 'count-actors'
  | 'count-actions'
  | 'count-places'
  | 'count-colours'
  | 'yes-no'
  | 'which-of'
  | 'which-first'
  | 'duration'
  | 'said-when'
  | 'said-what'
  | 'said-yes-no'
  | 'said-count';

/** A moment as a question describes it. */
export interface Clause {
  /** The words as asked, for the answer and for searching. */
  readonly words: string;
  readonly units: readonly MeaningUnit[];
  /** Who must stand beside. */
  readonly beside: readonly MeaningUnit[];
  /** The unit that is the clause's verb, as far as grammar tells. */
  readonly verb: MeaningUnit | undefined;
  /** The clause as a caption would put it: `a red dog moves left`. */
  readonly description: string;
}

/** A moment that the question counts from. */
export interface Anchor {
  readonly relation: 'before' | 'after';
  /** Absent when the anchor is a time or the moment of the last answer. */
  readonly clause?: Clause;
  readonly seconds?: number;
}

/** A moment of the last answer, as later questions refer to it. */
export interface Focus {
  readonly videoTitle: string;
  readonly span: TimeSpan;
  readonly subject: string;
  readonly place: string;
}

/** A question, read. */
export interface QuestionReading {
  /** The language to answer in; English where it is absent. */
  readonly language?: Language;
  /** Words of the question that no dictionary knows: then it is not answered. */
  readonly unknown?: readonly string[];
  /** What to look for in what is said, in the question's own words, where they are not English. */
  readonly spoken?: string;
  readonly intent: Intent;
  readonly clause: Clause;
  readonly anchor?: Anchor;
  readonly pick?: 'first' | 'last';
  /** What to choose from. */
  readonly alternatives?: readonly Clause[];
  readonly span?: TimeSpan;
  /** The video as the question names it. */
  readonly video?: string;
  /** The two videos to compare, as the question names them; empty where it names none ("the two"). */
  readonly videos?: readonly string[];
  /** What to compare them in (default: all). */
  readonly compareBy?: 'shared' | 'difference' | 'more';
  /** The moments of the last answer that the question is about. */
  readonly focus?: readonly Focus[];
  /** The clause of the last question, where this one names only what changes ("what about the cat?"). */
  readonly changes?: Clause;
}

/** What is remembered of a question for the ones that follow it. */
export interface QuestionMemory {
  readonly reading: QuestionReading;
  readonly focus: readonly Focus[];
}
