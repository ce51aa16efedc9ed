import type { VideoFrame } from '../domain/rgb-image.js';

/** The frame nearest to each of some moments, in source seconds; none when there is no frame. */
export async function pickSpanFrames(
  frames: AsyncIterable<VideoFrame>,
  timesSeconds: readonly number[],
): Promise<VideoFrame[]> {
  const nearest: VideoFrame[] = [];
  for await (const frame of frames) {
    timesSeconds.forEach((time, index) => {
      const held = nearest[index];
      if (!held || Math.abs(frame.timeSeconds - time) < Math.abs(held.timeSeconds - time)) nearest[index] = frame;
    });
  }
  return nearest;
}
