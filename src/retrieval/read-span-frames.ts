import { AskreelError } from '../domain/coded-error.js';
import type { VideoFrame } from '../domain/rgb-image.js';
import { spanSeconds, type TimeSpan } from '../domain/time-span.js';
import { sampleClipTimes } from '../encoders/sample-clip-times.js';
import type { ReadFrames } from '../media/contracts.js';
import { pickSpanFrames } from './pick-span-frames.js';

/** What {@link readSpanFrames} hands out. */
export interface SpanFramesWanted {
  readonly count: number;
  /** Shortest edge of the frames, in pixels; smaller sources are handed out as they are. */
  readonly shortEdge: number;
}

/** Up to here a span is decoded from end to end; seeking to each frame costs about as much as decoding this. */
const linearSeconds = 20;
/** A frame starts within this time wherever there is motion; where none does, the one on screen is given. */
const glanceSeconds = 0.25;

/** `count` frames evenly spread over a span, in order. Throws the coded errors of decoding. */
export async function readSpanFrames(
  path: string,
  span: TimeSpan,
  { count, shortEdge }: SpanFramesWanted,
  readFrames: ReadFrames,
): Promise<VideoFrame[]> {
  const times = sampleClipTimes(span, count);
  if (spanSeconds(span) <= linearSeconds) return pickSpanFrames(readFrames(path, { shortEdge, span }), times);
  const frames: VideoFrame[] = [];
  let failure: AskreelError | undefined;
  for (const startSeconds of times) {
    const glance = { startSeconds, endSeconds: startSeconds + glanceSeconds };
    try {
      for await (const frame of readFrames(path, { shortEdge, span: glance })) {
        frames.push(frame);
        break;
      }
    } catch (error) {
      // The picture may end before the sound does.
      if (!AskreelError.isInstance(error) || error.code !== 'VIDEO_NO_FRAMES') throw error;
      failure = error;
    }
  }
  if (frames.length === 0 && failure) throw failure;
  return frames;
}
