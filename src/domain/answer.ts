import type { TimeSpan } from './time-span.js';
import type { VideoId } from './video.js';

/** A place in a video that a tool returned and that an answer rests on. */
export interface Citation {
  /** Number shown to the user, from 1. */
  readonly number: number;
  readonly videoId: VideoId;
  readonly videoTitle: string;
  readonly videoPath: string;
  readonly span: TimeSpan;
  /** Name of the tool whose result this comes from. */
  readonly tool: string;
  /** What the tool said about the span, one line. */
  readonly note: string;
  /** How sure the tool's models were of the span, 0 to 1; absent where they do not tell. */
  readonly confidence?: number;
}

/** An answer in words with the places that support it. */
export interface AnswerWords {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** False when the library holds nothing that answers the question. */
  readonly found: boolean;
}

/**
 * What looking at the cited moment again came to: `confirmed` by what saw it independently, `rejected` where that saw
 * something else, `unverified` where it cannot tell.
 */
export type ClaimVerdict = 'confirmed' | 'rejected' | 'unverified';

/** A statement of an answer about the moments that it cites. */
export interface Claim {
  /** As the answer says it, without markers. */
  readonly text: string;
  /** Numbers of its citations. */
  readonly citations: readonly number[];
  readonly verdict: ClaimVerdict;
  /** Why, in a few words. */
  readonly reason: string;
  /**
   * How likely it is, 0 to 1, that it is right: what the detector, the classifier and the captioner make of its least likely
   * part at the least likely of its moments. Where looking again can tell nothing, how sure the tools were of those moments.
   */
  readonly confidence: number;
}

/** One call of a tool and the moments that it came back with. */
export interface Look {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly moments: readonly { readonly videoId: VideoId; readonly videoTitle: string; readonly span: TimeSpan }[];
}

/** An answer, how it came about and how far it was checked. */
export interface Answer extends AnswerWords {
  /** Its statements about cited moments, each checked against the video; empty when checking was turned off. */
  readonly claims: readonly Claim[];
  /**
   * How likely it is, 0 to 1, that what the answer says of its moments is right: that of its least sure claim; without
   * claims, how sure the tools were of the cited moments; of a plain no, how sure the search was that nothing shows it. A half
   * where nothing tells, 0 when nothing was found.
   */
  readonly confidence: number;
  /** Where the agent looked, in order. */
  readonly lookedAt: readonly Look[];
  /** How many times it set out to look: more than once where a check or a search came out empty. */
  readonly rounds: number;
  /** When nothing was found: what comes nearest. It does not show what was asked for. */
  readonly nearest: readonly Omit<Citation, 'number'>[];
}
