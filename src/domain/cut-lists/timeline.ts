import { AskreelError } from '../coded-error.js';
import type { Cut, CutList, CutSource } from './cut-list.js';
import { editorRate, frameAt, timelineRate, type FrameRate } from './frame-rate.js';
import { canDropFrames, parseTimecode, type TimecodeMode } from './timecode.js';

/** A cut on frame boundaries. Every count is in frames of the timeline; ends are exclusive. */
export interface TimelineEvent {
  readonly cut: Cut;
  readonly source: CutSource;
  /** From the source's own timecode, or from its beginning where it has none. */
  readonly sourceIn: number;
  readonly sourceOut: number;
  /** From the beginning of the timeline. */
  readonly recordIn: number;
  readonly recordOut: number;
}

/** Cuts one behind the other, as an editor takes them. */
export interface Timeline extends TimecodeMode {
  readonly title: string;
  readonly events: readonly TimelineEvent[];
  readonly sources: readonly CutSource[];
}

/**
 * Puts cuts one behind the other on frame boundaries. A timeline has one frame rate: that of the video that gives most of
 * it, as `timelineRate` chooses it. Times of videos of another, or of a variable, rate are counted in it as well, which is
 * how editors show them. Drop-frame at 29.97 and 59.94, unless a video's own timecode is not.
 *
 * Throws BAD_ARGUMENT for a cut whose video is not among the sources.
 */
export function layOutTimeline({ title, cuts }: CutList, sources: readonly CutSource[]): Timeline {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const placed = cuts.map((cut) => {
    const source = byPath.get(cut.videoPath);
    if (source) return { cut, source };
    throw new AskreelError('BAD_ARGUMENT', `Nothing is known of ${cut.videoPath}, which a cut comes from.`);
  });
  const rate = commonRate(placed);
  const ownTimecodes = sources.flatMap(({ startTimecode }) => startTimecode ?? []);
  const dropFrame = canDropFrames(rate) && ownTimecodes.every((timecode) => timecode.includes(';'));
  const mode = { rate, dropFrame };
  let recordIn = 0;
  const events = placed.map(({ cut, source }) => {
    const last = Math.max(1, Math.floor((source.durationSeconds * rate.frames) / rate.seconds + 1e-6));
    const first = Math.min(frameAt(Math.max(0, cut.span.startSeconds), rate), last - 1);
    const end = Math.min(Math.max(frameAt(cut.span.endSeconds, rate), first + 1), last);
    const zero = startFrame(source, mode);
    const event = { cut, source, sourceIn: zero + first, sourceOut: zero + end };
    const recordOut = recordIn + end - first;
    const recorded = { ...event, recordIn, recordOut };
    recordIn = recordOut;
    return recorded;
  });
  return { title, ...mode, events, sources: [...new Set(placed.map(({ source }) => source))] };
}

/** The timecode of a video's first frame as a count of the timeline's frames; 0 where the video has none. */
export function startFrame({ startTimecode, averageFrameRate }: CutSource, mode: TimecodeMode): number {
  if (startTimecode === undefined) return 0;
  const own = averageFrameRate === undefined ? undefined : editorRate(averageFrameRate);
  const sameRate = own?.frames === mode.rate.frames && own.seconds === mode.rate.seconds;
  // The frame numbers of another rate mean nothing here: the whole second is what both share.
  const shared = sameRate ? startTimecode : `${startTimecode.slice(0, -2)}00`;
  return parseTimecode(shared, mode) ?? 0;
}

function commonRate(placed: readonly { readonly cut: Cut; readonly source: CutSource }[]): FrameRate {
  const shares = new Map<string, { readonly rate: FrameRate; seconds: number }>();
  for (const { cut, source } of placed) {
    const rate = timelineRate(source.averageFrameRate);
    const key = `${rate.frames}/${rate.seconds}`;
    const share = shares.get(key) ?? { rate, seconds: 0 };
    share.seconds += Math.max(0, cut.span.endSeconds - cut.span.startSeconds);
    shares.set(key, share);
  }
  const [largest] = [...shares.values()].sort((a, b) => b.seconds - a.seconds);
  return largest?.rate ?? timelineRate(undefined);
}
