import type { VideoFrame } from '../../domain/rgb-image.js';

/** Frames at most so many a second, in order: one from the first moment of each step on. */
export async function* thinFrames(
  frames: AsyncIterable<VideoFrame>,
  framesPerSecond: number,
): AsyncGenerator<VideoFrame, void, void> {
  const step = 1 / framesPerSecond;
  let due = -Infinity;
  for await (const frame of frames) {
    if (frame.timeSeconds + 1e-6 < due) continue;
    yield frame;
    due = due === -Infinity || frame.timeSeconds - due > step ? frame.timeSeconds + step : due + step;
  }
}
