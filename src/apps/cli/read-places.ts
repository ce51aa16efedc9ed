import { AskreelError } from '../../domain/coded-error.js';
import type { TimeSpan } from '../../domain/time-span.js';
import { parseTimestamp } from '../../domain/timestamp.js';

/** A stretch of a video as a command line names it. */
export interface NamedPlace {
  /** Title, path or id. */
  readonly video: string;
  readonly span: TimeSpan;
}

/**
 * Reads stretches of videos: a video and times, two by two or as `<start>-<end>`, or `<video>@<start>-<end>`; several of them
 * one after another, and videos too. Times are seconds or `m:ss`, with decimals.
 *
 * Throws BAD_ARGUMENT for anything else, and where an end does not come after its start.
 */
export function readPlaces(words: readonly string[]): NamedPlace[] {
  const places: NamedPlace[] = [];
  const rest = [...words];
  let video: string | undefined;
  let used = true;
  const add = (of: string, start: number | undefined, end: number | undefined, words: string): void => {
    if (start === undefined || end === undefined || end <= start) {
      throw unreadable(`"${words}" is no start and end.`);
    }
    places.push({ video: of, span: { startSeconds: start, endSeconds: end } });
    used = true;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, named, joined] = /^(?:(.+)@)?([\d:.]+[-–][\d:.]+)$/.exec(word) ?? [];
    const start = parseTimestamp(word);
    if (joined !== undefined && (named ?? video) !== undefined) {
      const [from = '', to = ''] = joined.split(/[-–]/);
      add(named ?? video ?? '', parseTimestamp(from), parseTimestamp(to), joined);
    } else if (start !== undefined && video !== undefined) {
      const end = rest.shift() ?? '';
      add(video, start, parseTimestamp(end), `${word} ${end}`.trim());
    } else {
      if (!used) break;
      video = word;
      used = false;
    }
  }
  if (!used || places.length === 0) throw unreadable(`Of "${video ?? ''}" no stretch is named.`);
  return places;
}

function unreadable(message: string): AskreelError {
  return new AskreelError('BAD_ARGUMENT', message, {
    hint: 'Write them as in askreel clip "my trip" 1:05.2 1:12, or askreel clip "my trip@1:05-1:12".',
  });
}
