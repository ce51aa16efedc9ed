import type { VideoFrame } from '../domain/rgb-image.js';

/**
 * For each of the moments (seconds, ascending) the frame nearest to it, in one pass over frames in presentation
 * order; holds no more frames than it returns. Fewer come back only when there are no frames at all.
 */
export async function pickFrames(
  frames: AsyncIterable<VideoFrame>,
  momentsSeconds: readonly number[],
): Promise<VideoFrame[]> {
  const picked: VideoFrame[] = [];
  let previous: VideoFrame | undefined;
  for await (const frame of frames) {
    if (previous) {
      const border = (previous.timeSeconds + frame.timeSeconds) / 2;
      while ((momentsSeconds[picked.length] ?? Infinity) < border) picked.push(previous);
    }
    previous = frame;
    if (picked.length === momentsSeconds.length) break;
  }
  while (previous && picked.length < momentsSeconds.length) picked.push(previous);
  return picked;
}
