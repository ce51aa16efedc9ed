import type { VideoFrame } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import { sampleClipTimes } from '../encoders/sample-clip-times.js';

/** For each of `count` equal parts of a span the frame nearest to its middle; none when the span shows no frame. */
export async function pickSpanFrames(
  frames: AsyncIterable<VideoFrame>,
  span: TimeSpan,
  count: number,
): Promise<VideoFrame[]> {
  const times = sampleClipTimes(span, count);
  const nearest: VideoFrame[] = [];
  for await (const frame of frames) {
    times.forEach((time, index) => {
      const held = nearest[index];
      if (!held || Math.abs(frame.timeSeconds - time) < Math.abs(held.timeSeconds - time)) nearest[index] = frame;
    });
  }
  return nearest;
}
