import type { TimeSpan } from '../time-span.js';
import type { VideoId } from '../video.js';

/** An action with the probability that a classifier gives it. */
export interface ActionChance {
  readonly label: string;
  /** 0 to 1. */
  readonly probability: number;
}

/** Somebody doing something for a while: one row of the memory that is kept of a video. */
export interface VideoEvent {
  readonly videoId: VideoId;
  /** From 0 in each video, in time order. */
  readonly index: number;
  /** The shot in which it begins. */
  readonly shotIndex: number;
  /** When it is done; the whole shot where the movement does not tell more. */
  readonly span: TimeSpan;
  /** Who acts, without an article: `red dog`. Empty where only an action was recognised. */
  readonly actor: string;
  /** What the actor is: `dog`. */
  readonly kind: string;
  /** How the actor is described beyond that: `red`. */
  readonly traits: string;
  /** What is done, as the caption or (where that says nothing) the classifier words it: `moves left`. Empty for mere presence. */
  readonly action: string;
  /** `in the park`. */
  readonly place: string;
  /** Who stands by, without an article. */
  readonly companion?: string;
  /** What else the classifier holds possible, best first: its labels other than `action`, with their probabilities. */
  readonly rivals: readonly ActionChance[];
  /** The caption as it is; the classifier's action where there is no caption. */
  readonly text: string;
  /** How sure the source is, 0 to 1. */
  readonly confidence: number;
  readonly source: 'caption' | 'action';
}
