import { askedOf, captionOf, doneOf, namedOf } from './english-of-clause.js';
import { readChineseClause, type ChineseClause } from './read-chinese-clause.js';

/** Puts the parts of one Chinese question into English and keeps account of the words that it does not know. */
export class ClauseWords {
  readonly unknown: string[] = [];

  read(text = ''): ChineseClause {
    const clause = readChineseClause(text);
    this.unknown.push(...clause.unknown);
    return clause;
  }

  /** `the red dog jump in the park`, as after "does". */
  asked = (text?: string): string => askedOf(this.read(text));
  /** `a red dog jumps in the park` */
  caption = (text?: string): string => captionOf(this.read(text));
  /** `jumps in the park` */
  done = (text?: string): string => doneOf(this.read(text));
  /** `the dog that jumps` */
  named = (text?: string): string => namedOf(this.read(text));
  /** `in the park` */
  places = (text?: string): string => this.read(text).places.join(' ');
}
