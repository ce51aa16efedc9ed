import type { SignalStrengths } from '../../src/domain/feedback/taste.js';
import type { ShotTruth, VideoTruth } from '../../src/evaluation/truth-set.js';
import type { VideoLibrary } from '../../src/index.js';
import { createRandom } from '../../training/playhouse/random.js';

/** What is true of a moment that a search came upon. */
export interface TrueParts {
  /** Whether who acts, what is done and where are as the query says; true for what it does not say. */
  readonly subject: boolean;
  readonly deed: boolean;
  readonly place: boolean;
  /** Whether words of the query are said there. */
  readonly spoken: boolean;
}

/** A search with everything that a simulated user, and a taste, must know of it. */
export interface RecordedSearch {
  readonly query: string;
  /** Best first. */
  readonly moments: readonly {
    readonly score: number;
    readonly signals: SignalStrengths;
    readonly truth: TrueParts;
  }[];
}

interface Wanted extends Pick<ShotTruth, 'colour' | 'actor' | 'action' | 'place'> {
  readonly query: string;
}

/** Searches a library of the episodes; each query asks for parts of what one of their shots shows. */
export async function recordSearches(
  library: VideoLibrary,
  videos: readonly VideoTruth[],
  options: { readonly count: number; readonly seed: number; readonly moments: number },
): Promise<RecordedSearch[]> {
  const shots = createRandom(options.seed).shuffle(videos.flatMap((video) => video.shots));
  const queries = new Map(shots.map((shot, index) => wantedOf(shot, index)).map((wanted) => [wanted.query, wanted]));
  const truths = new Map(videos.map((video) => [library.library.findByPath(video.path)?.id, video]));
  const recorded: RecordedSearch[] = [];
  for (const wanted of [...queries.values()].slice(0, options.count)) {
    const weighed = await library.weigher.weigh({ description: wanted.query });
    const moments = weighed.slice(0, options.moments).flatMap(({ moment, signals }) => {
      const middle = (moment.span.startSeconds + moment.span.endSeconds) / 2;
      const shown = truths
        .get(moment.videoId)
        ?.shots.find(({ span }) => middle >= span.startSeconds && middle < span.endSeconds);
      return shown
        ? [{ score: rounded(moment.score, 6), signals: roundedAll(signals), truth: judge(wanted, shown, signals) }]
        : [];
    });
    recorded.push({ query: wanted.query, moments });
    process.stderr.write(`\r${recorded.length} of ${options.count} searches`);
  }
  process.stderr.write('\n');
  return recorded;
}

function wantedOf({ colour = '', actor = '', action = '', place = '' }: ShotTruth, index: number): Wanted {
  const who = `${/^[aeiou]/.test(colour) ? 'an' : 'a'} ${colour} ${actor}`;
  const where = place === 'night' ? 'at night' : `${/^(street|beach)$/.test(place) ? 'on' : 'in'} the ${place}`;
  switch (index % 5) {
    case 0:
      return { query: `${who} ${where}`, colour, actor, place };
    case 1:
      return { query: `${who} ${action}`, colour, actor, action };
    case 2:
      return { query: `a ${actor} ${action} ${where}`, actor, action, place };
    case 3:
      return { query: `${who} ${action} ${where}`, colour, actor, action, place };
    default:
      // The narrator says these words, too, of other things.
      return index % 2 === 0
        ? { query: `somebody waits ${where}`, action: 'stands still', place }
        : { query: `a ${actor} waits`, action: 'stands still', actor };
  }
}

function judge(wanted: Wanted, shown: ShotTruth, { speech }: SignalStrengths): TrueParts {
  const same = (name: 'colour' | 'actor' | 'action' | 'place'): boolean =>
    wanted[name] === undefined || wanted[name] === shown[name];
  return {
    subject: same('colour') && same('actor'),
    deed: same('action'),
    place: same('place'),
    spoken: speech > 0,
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function roundedAll(signals: SignalStrengths): SignalStrengths {
  return Object.fromEntries(
    Object.entries(signals).map(([name, value]) => [name, rounded(value, 3)]),
  ) as SignalStrengths;
}
