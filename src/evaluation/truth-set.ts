import type { FrameBox } from '../domain/frame-box.js';
import type { TimeSpan } from '../domain/time-span.js';

/** What a right answer must be. {@link judgeAnswer} says how each kind is judged. */
export type ExpectedAnswer =
  /** Every one of `all` is said and none of `none`. */
  | { readonly kind: 'words'; readonly all: readonly string[]; readonly none: readonly string[] }
  /** The first citation lies there. */
  | { readonly kind: 'span'; readonly span: TimeSpan }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'yes-no'; readonly value: 'yes' | 'no' }
  /** The video holds nothing that answers the question. */
  | { readonly kind: 'not-found' };

/** A question about one video. */
export interface QuestionTruth {
  /** The format's own name for this sort of question; accuracies are reported by it. */
  readonly type: string;
  readonly question: string;
  readonly expected: ExpectedAnswer;
}

/** A question of a conversation; what it refers to is in the turns before it. */
export interface TurnTruth extends QuestionTruth {
  /** What a right answer rests on, where it rests on one moment. */
  readonly moment?: TimeSpan;
}

/** Questions about one video that follow from each other. */
export interface ConversationTruth {
  /** A language tag: `en`, `zh`. */
  readonly language: string;
  readonly turns: readonly TurnTruth[];
}

/** One true shot. What a format does not tell is absent and not scored. */
export interface ShotTruth {
  readonly span: TimeSpan;
  /** When inside the shot the action happens. */
  readonly actionSpan?: TimeSpan;
  /** Where the actor is: one entry a frame, in time order, from the frame's own moment on; `null` while it cannot be seen. */
  readonly boxes?: readonly { readonly timeSeconds: number; readonly box: FrameBox | null }[];
  /** Label that a right classifier gives, also the words of a right caption. */
  readonly action?: string;
  /** Other labels that a viewer may give the same action. */
  readonly alsoCalled?: readonly string[];
  /** Who else is in sight, and what may be said of their doings. */
  readonly beside?: readonly { readonly actor: string; readonly colour: string; readonly does: readonly string[] }[];
  readonly actor?: string;
  readonly colour?: string;
  readonly place?: string;
}

/** A description of one span; the same words in another video describe that span as well. */
export interface QueryTruth {
  readonly description: string;
  readonly span: TimeSpan;
  /** The combination was kept out of training: reported apart as well. */
  readonly unseen: boolean;
}

/** All that is true of one video. */
export interface VideoTruth {
  readonly id: string;
  /** Absolute path of the video file. */
  readonly path: string;
  /** In time order, without gaps; empty when the format knows no shots. */
  readonly shots: readonly ShotTruth[];
  readonly queries: readonly QueryTruth[];
  readonly questions: readonly QuestionTruth[];
  readonly conversations?: readonly ConversationTruth[];
}

/** Videos with their truth, whatever format it came in: the only thing that scoring sees. */
export interface TruthSet {
  readonly videos: readonly VideoTruth[];
  /** Actions that are each other's reversal in time; empty when the format knows none. */
  readonly directionPairs: readonly (readonly [string, string])[];
}

/** A way of writing truth down. Adding one is one file in `formats/` and its name in {@link readTruthFolder}. */
export interface TruthFormat {
  readonly name: string;
  /** Whether a folder with these files (names, sorted) is written in this format. */
  recognises(fileNames: readonly string[]): boolean;
  /** Throws TRUTH_INVALID with the file's name and the reason. */
  read(folder: string, fileNames: readonly string[]): Promise<TruthSet>;
}
