import type { VideoFrame } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { EncoderSet, VisualTokens } from '../encoders/contracts.js';
import { sampleClipTimes } from '../encoders/sample-clip-times.js';
import type { ReadFrames } from '../media/contracts.js';

/**
 * Decodes a span and reads its visual tokens, as indexing does for windows; `undefined` when the pack has no clip
 * encoder or Q-Former that would need them. Throws the coded errors of decoding.
 */
export async function readSpanTokens(
  path: string,
  span: TimeSpan,
  encoders: EncoderSet,
  readFrames: ReadFrames,
): Promise<VisualTokens | undefined> {
  const { clip, frame, qformer } = encoders;
  if (!clip || !qformer) return undefined;
  const shortEdge = Math.max(frame.inputEdge, clip.inputEdge);
  const frames = await pickFrames(readFrames(path, { shortEdge, span }), span, clip.framesPerClip);
  const attended = qformer.frameIndices.map((index) => frames[index]).filter((image) => image !== undefined);
  if (attended.length < qformer.frameIndices.length) return undefined;
  const [clipEncoding] = await clip.encode([frames]);
  const patches = (await frame.encode(attended))
    .map((encoding) => encoding.patches)
    .filter((part) => part !== undefined);
  if (!clipEncoding?.features || patches.length < attended.length) return undefined;
  return { patches: Float32Array.from(patches.flatMap((part) => [...part])), clip: clipEncoding.features };
}

/** For each of `count` equal parts of a span the frame nearest to its middle; none when the span shows no frame. */
async function pickFrames(frames: AsyncIterable<VideoFrame>, span: TimeSpan, count: number): Promise<VideoFrame[]> {
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
