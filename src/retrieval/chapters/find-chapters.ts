import { AskreelError } from '../../domain/coded-error.js';
import type { VideoEvent } from '../../domain/events/video-event.js';
import type { TimeSpan } from '../../domain/time-span.js';
import type { Shot, Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import { readUnits } from './read-units.js';
import { segmentUnits } from './segment-units.js';

/** How {@link findChapters} parts a video. */
export interface ChapterOptions {
  /** Chapters that are wanted, 1 to 200 (default: about 2.2 times the root of its minutes, fewer where little changes). */
  readonly count?: number;
  readonly signal?: AbortSignal;
}

/** What is known of the video already. */
interface KnownVideo {
  readonly video: Video;
  readonly shots: readonly Shot[];
  readonly events: readonly VideoEvent[];
}

/** Units that are compared each with each: what they take grows with the square. */
const mostUnits = 400;
const mostChapters = 200;
const chaptersPerRootMinute = 2.2;
/** Video sites take no shorter chapters. */
const leastSeconds = 10;

/**
 * The chapters of a video: stretches that look alike and name the same actors and places, in time order, which cover it from 0
 * to its end. Borders lie where shots begin; a video of one shot is one chapter. Needs memory for a few hundred shots, however long
 * the video is.
 *
 * Throws `BAD_ARGUMENT` for another count, and `ABORTED`.
 */
export async function findChapters(
  library: Pick<LibraryReader, 'frames' | 'space'>,
  { video, shots, events }: KnownVideo,
  { count, signal }: ChapterOptions = {},
): Promise<TimeSpan[]> {
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= mostChapters)) {
    throw new AskreelError('BAD_ARGUMENT', `A summary cannot have ${count} chapters.`, {
      hint: `Ask for 1 to ${mostChapters}.`,
    });
  }
  const { durationSeconds } = video;
  const { dimensions } = library.space;
  const units = await readUnits({ library, dimensions, shots, events }, mostUnits, signal);
  const usual = Math.max(
    1,
    Math.min(mostChapters, Math.round(chaptersPerRootMinute * Math.sqrt(durationSeconds / 60))),
  );
  const starts = segmentUnits(units, {
    count: count ?? usual,
    leastSeconds: count === undefined ? leastSeconds : 0,
    dropWeak: count === undefined,
  });
  const borders = starts.slice(1).flatMap((start) => units[start]?.span.startSeconds ?? []);
  const inside = borders.filter((seconds) => seconds > 0 && seconds < durationSeconds);
  return [0, ...inside].map((startSeconds, at) => ({
    startSeconds,
    endSeconds: inside[at] ?? Math.max(durationSeconds, startSeconds),
  }));
}
