import type { SubtitleCue } from '../contracts.js';

/** What a subtitle file holds. */
export interface ParsedSubtitles {
  /** In the file's order. */
  readonly cues: readonly SubtitleCue[];
  /** The first line of each cue that could not be read. */
  readonly damaged: readonly string[];
}

/** One way of writing subtitles; add one by writing a file beside this one and listing it in `subtitle-formats.ts`. */
export interface SubtitleFormat {
  readonly name: string;
  /** File name extensions, lower case, with the dot. */
  readonly extensions: readonly string[];
  /** `text` has no byte order mark and `\n` line ends. */
  parse(text: string): ParsedSubtitles;
}
