/** Frames a second as an exact ratio: 29.97 is 30,000 frames in 1,001 seconds. */
export interface FrameRate {
  readonly frames: number;
  readonly seconds: number;
}

/** Rates that editors have timelines of, slowest first. */
const editorRates: readonly FrameRate[] = [
  { frames: 24_000, seconds: 1001 },
  { frames: 24, seconds: 1 },
  { frames: 25, seconds: 1 },
  { frames: 30_000, seconds: 1001 },
  { frames: 30, seconds: 1 },
  { frames: 50, seconds: 1 },
  { frames: 60_000, seconds: 1001 },
  { frames: 60, seconds: 1 },
];

/** 24 and 23.976 are a thousandth apart: half of that tells them apart, and forgives what a container rounds. */
const tolerance = 0.0005;

/** The editors' rate that a measured rate is, if it is one. */
export function editorRate(framesPerSecond: number): FrameRate | undefined {
  const distance = (rate: FrameRate): number =>
    Math.abs((rate.frames / rate.seconds - framesPerSecond) / framesPerSecond);
  const nearest = editorRates.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
  return distance(nearest) < tolerance ? nearest : undefined;
}

/**
 * The timeline for a video of some average rate: its own rate where editors know it; else one that is a whole multiple
 * of it (10 frames a second are shown at 30, 12.5 at 25); else, as for variable rates, the next one that is not slower,
 * so that no frame is lost; 60 for what is faster still and 30 where nothing is known.
 */
export function timelineRate(framesPerSecond: number | undefined): FrameRate {
  const fallback: FrameRate = { frames: 30, seconds: 1 };
  if (framesPerSecond === undefined || !(framesPerSecond > 0)) return fallback;
  for (let times = 1; times * framesPerSecond <= 61; times += 1) {
    const rate = editorRate(times * framesPerSecond);
    if (rate) return rate;
  }
  return editorRates.find((rate) => rate.frames / rate.seconds >= framesPerSecond) ?? { frames: 60, seconds: 1 };
}

/** Frames that a timecode counts up to before the second changes: 30 for 29.97. */
export function nominalRate({ frames, seconds }: FrameRate): number {
  return Math.round(frames / seconds);
}

/** The frame whose start is nearest to a time. */
export function frameAt(timeSeconds: number, { frames, seconds }: FrameRate): number {
  return Math.round((timeSeconds * frames) / seconds);
}
