import type { TimeSpan } from '../time-span.js';
import type { Video } from '../video.js';

/** Languages that summaries are worded in. */
export type SummaryLanguage = 'en' | 'zh';

/** Who found the words: the rules, or the language model that the user chose. */
export type SummaryAuthor = 'rules' | 'model';

/** What a chapter's words rest on: something that happens, or something that is said. */
export interface ChapterEvidence {
  readonly kind: 'event' | 'transcript';
  readonly span: TimeSpan;
  /** The caption, the action or the line, as the library has it. */
  readonly text: string;
}

/** A stretch of a video that belongs together. Its borders lie on borders of shots. */
export interface SummaryChapter {
  readonly span: TimeSpan;
  readonly title: string;
  /** A sentence or a few; empty where nothing is known of the chapter. */
  readonly text: string;
  readonly wordedBy: SummaryAuthor;
  /** In time order. */
  readonly evidence: readonly ChapterEvidence[];
}

/** Who is in a video, for how long, and what they do. */
export interface CastMember {
  /** Without an article: `red dog`. */
  readonly actor: string;
  /** Length of all shots together in which the actor acts or stands by. */
  readonly secondsOnScreen: number;
  /** The most frequent first. */
  readonly actions: readonly { readonly action: string; readonly spans: readonly TimeSpan[] }[];
}

/** What a video is about: its chapters, which cover it from beginning to end, its story and its actors. */
export interface VideoSummary {
  readonly video: Pick<Video, 'id' | 'title' | 'path' | 'durationSeconds'>;
  readonly language: SummaryLanguage;
  readonly chapters: readonly SummaryChapter[];
  readonly storyline: string;
  readonly storylineBy: SummaryAuthor;
  /** Those seen longest first. */
  readonly cast: readonly CastMember[];
  /** What went wrong without stopping the work, one line each. */
  readonly warnings: readonly string[];
}
