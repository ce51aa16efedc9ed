import type { SummaryLanguage } from './video-summary.js';

/** What a title may name, as captions word it, in English. */
export interface TitleParts {
  /** One or two, without articles. */
  readonly actors: readonly string[];
  readonly action?: string;
  readonly place?: string;
}

/** How one language says what a summary has to say. */
export interface SummaryPhrases {
  readonly language: SummaryLanguage;
  /** `Red dog and blue cat in the park` */
  readonly title: (parts: TitleParts) => string;
  /** A line that is said, as a title. */
  readonly quoteTitle: (words: string) => string;
  /** A chapter of which nothing is known. */
  readonly part: (number: number) => string;
  /** What happens, as a sentence: `A red dog jumps in the park.` */
  readonly sentence: (caption: string) => string;
  readonly said: (words: string) => string;
  /** `At 4:12 a red dog jumps in the park.` */
  readonly at: (time: string, caption: string) => string;
  readonly saidAt: (time: string, words: string) => string;
  /** How long a video is, in how many chapters, and who is seen most in it. */
  readonly opening: (length: string, chapters: number, most: readonly (readonly [string, string])[]) => string;
  readonly nothingKnown: () => string;
  /** A name and an action as a table has them. */
  readonly actor: (name: string) => string;
  readonly action: (words: string) => string;
  readonly headings: Readonly<Record<'storyline' | 'chapters' | 'cast' | 'actor' | 'onScreen' | 'actions', string>>;
  readonly join: (sentences: readonly string[]) => string;
}
