import type { Clause, Language } from './question-reading.js';
import type { Scene } from './match-facts.js';

/** What two videos are compared in. */
export type ComparedKind = 'actors' | 'actions' | 'places';

/** A time of one scene in words, with its marker; made by {@link PhraseBook.when}. */
export type When = string;

/**
 * How one language says what an answer has to say. Names, doings and places come as the tools' captions have them, in
 * English. Texts without a capital are parts of sentences; {@link PhraseBook.sentence} ends them.
 */
export interface PhraseBook {
  readonly language: Language;

  // Parts.
  readonly sentence: (words: string) => string;
  /** `a, b and c`; long lists end with how many more there are. */
  readonly list: (items: readonly string[], most?: number) => string;
  /** Lists of times: of `count`, where more are meant than are given. */
  readonly times: (whens: readonly When[], count?: number) => string;
  /** `0:04–0:09 [2]`, with the video's title where several are meant. */
  readonly when: (scene: Pick<Scene, 'span' | 'videoTitle' | 'number'>, severalVideos: boolean) => When;
  /** Something and when it is so: `in the park at 0:04–0:09 [2]`. */
  readonly saidAt: (said: string, when: string) => string;
  readonly quote: (words: string) => string;
  readonly title: (title: string) => string;
  readonly caption: (scene: Scene) => string;
  /** `a red dog` */
  readonly somebody: (name: string) => string;
  /** `the red dog` */
  readonly theOne: (name: string) => string;
  /** `jumps in the park` */
  readonly deed: (scene: Scene) => string;
  /** Somebody and what he does: `the red dog jumps in the park`. */
  readonly does: (name: string, deeds: string) => string;
  /** `a red dog jumps in the park` */
  readonly doer: (scene: Scene) => string;
  readonly action: (action: string) => string;
  readonly place: (place: string) => string;
  readonly colour: (words: string) => string;
  /** What a question looks for, in quotes. */
  readonly described: (clause: Pick<Clause, 'description' | 'words'>) => string;
  /** `once (1 time)`, `3 times` */
  readonly often: (count: number) => string;
  readonly seconds: (seconds: number) => string;
  readonly yes: (words: string) => string;
  readonly no: (words: string) => string;

  // Numbers.
  readonly countedTimes: (count: number, whens: string) => string;
  readonly neverDoes: (subject: string, whens: string) => string;
  readonly countedShots: (count: number, whens: string) => string;
  readonly countedNames: (count: number, names: string) => string;
  readonly countedKinds: (count: number, kinds: string) => string;
  readonly noneShows: (noun: 'shots' | '', clause: Clause) => string;
  readonly lasts: (seconds: number, told: string) => string;
  readonly perhapsMore: (count: number, whens: string) => string;
  readonly perhapsOnly: (count: number, told: string) => string;
  readonly noTimesBeside: (side: 'before' | 'after', caption: string, when: When) => string;
  readonly countedFrom: (caption: string, when: When) => string;

  // Order and choice.
  readonly inTurn: (winner: string, winnerWhen: When, other: string, otherWhen: When, pick: 'first' | 'last') => string;
  readonly both: (one: string, other: string) => string;

  // Who, where and what.
  /** In how many videos, and what in each. */
  readonly inVideos: (count: number, told: readonly string[]) => string;
  readonly inVideo: (title: string, told: string) => string;
  readonly noVideoShows: (clause: Clause) => string;
  readonly besides: (companion: string, marker: string) => string;
  readonly standsBeside: (name: string, other: string) => string;
  readonly alone: (name: string, whens: string) => string;
  readonly bestMatch: (clause: Clause, when: When) => string;
  readonly story: (span: string, caption: string, marker: string) => string;
  readonly storyOf: (title: string, story: string) => string;
  /** What comes before chapters with their times. */
  readonly chapters: (count: number, length: string, told: string) => string;
  readonly moreShots: (count: number) => string;

  // Two videos. Every part is a statement of its own: what is cited for one is not for another.
  /** What both videos have of a kind, or `only` one of them. */
  readonly compared: (kind: ComparedKind, items: readonly string[], more: number, only: string | undefined) => string;
  readonly nothingShared: (titles: readonly string[]) => string;
  readonly nothingApart: (titles: readonly string[]) => string;
  readonly timesIn: (title: string, count: number, whens: string) => string;
  /** `most`: the video that has more, if one has. */
  readonly hasMore: (most: string | undefined, items: readonly string[]) => string;
  /** Asks which two are meant. */
  readonly whichTwo: (titles: readonly string[]) => string;

  // Speech.
  readonly mentioned: (words: string, whens: string, quotes: string) => string;
  readonly saidTimes: (count: number, whens: string) => string;
  readonly neverMentioned: (words: string) => string;

  // Doubt.
  readonly otherCaptionAt: (caption: string, when?: When) => string;
  readonly whereCaptionSays: (caption: string) => string;
  readonly fitsBest: (described: string, when: When, caption: string) => string;
  readonly foundBySearch: (title: string, marker: string) => string;
  readonly nothingShows: (clause: Pick<Clause, 'description' | 'words'> | undefined) => string;

  // Refusals: the agent must recognise them as such.
  readonly notFound: (clause: Clause, inOneVideo: boolean) => string;
  readonly notFoundAll: (clauses: readonly Clause[]) => string;
  readonly noneOnSide: (side: 'before' | 'after') => string;
  readonly noSpeech: () => string;
  readonly noSpeechAbout: (words: string) => string;
  readonly noVideo: (said: string) => string;
  readonly noVideos: () => string;
  readonly heldBack: (said: string) => string;
  readonly unclear: (unknown: readonly string[]) => string;

  // The library.
  readonly countedVideos: (count: number, told: string) => string;
  readonly video: (title: string, details: string, marker: string) => string;
  readonly greeting: () => string;
}
