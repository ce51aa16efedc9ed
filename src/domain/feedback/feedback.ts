import type { Evidence } from '../moment.js';
import type { TimeSpan } from '../time-span.js';
import type { VideoId } from '../video.js';
import type { SignalStrengths } from './taste.js';

/** Thumb up or thumb down. */
export type FeedbackVerdict = 'up' | 'down';

/** A place in a video as it was called when it was judged: the video may be gone since. */
export interface JudgedPlace {
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly span: TimeSpan;
}

/** A moment as a search ranked it. */
export interface RankedPlace extends JudgedPlace {
  /** From 1. */
  readonly rank: number;
  /** The fused score, 0 to 1, without any taste: `log(score / (1 - score))` is what a taste adds to. */
  readonly score: number;
  readonly signals: SignalStrengths;
}

/** Whether a moment is what somebody wanted to see. */
export interface MomentFeedback extends JudgedPlace {
  readonly kind: 'moment';
  readonly verdict: FeedbackVerdict;
  /** What was searched for. */
  readonly query: string;
  /** What is seen or said there, one line; may be empty. */
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** How the search saw it; absent when the search does not come upon it. */
  readonly ranked?: Omit<RankedPlace, keyof JudgedPlace>;
  /** What the search showed beside it, best first. */
  readonly shownBeside: readonly RankedPlace[];
}

/** Whether an answer is a good one. */
export interface AnswerFeedback {
  readonly kind: 'answer';
  readonly verdict: FeedbackVerdict;
  /** What was asked. */
  readonly query: string;
  /** The answer. */
  readonly text: string;
  readonly citations: readonly JudgedPlace[];
}

/** Feedback that is to be kept. */
export type NewFeedback = MomentFeedback | AnswerFeedback;

/** Feedback that is kept. */
export type Feedback = NewFeedback & {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly givenAt: string;
  /** `<pack>@<revision>` of the library at that time. */
  readonly pack: string;
};

/** The same for queries and questions that differ only in case, white space and closing marks. */
export function sameQueryKey(query: string): string {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[\s?!.,;:"”“]+$/u, '')
    .trim();
}
