import type { TimeSpan } from '../domain/time-span.js';
import type { EncoderSet, VisualTokens } from '../encoders/contracts.js';
import { frameTimesOf, readVisualTokens } from '../encoders/read-visual-tokens.js';
import type { ReadFrames } from '../media/contracts.js';
import { pickSpanFrames } from './pick-span-frames.js';

/**
 * Decodes a span and reads its visual tokens, as indexing does for windows; `undefined` when the pack has no
 * Q-Former that would need them. Throws the coded errors of decoding.
 */
export async function readSpanTokens(
  path: string,
  span: TimeSpan,
  encoders: EncoderSet,
  readFrames: ReadFrames,
): Promise<VisualTokens | undefined> {
  const { clip, frame, qformer } = encoders;
  if (!qformer) return undefined;
  const shortEdge = Math.max(frame.inputEdge, clip?.inputEdge ?? 0);
  const times = frameTimesOf(encoders, span);
  const frames = await pickSpanFrames(readFrames(path, { shortEdge, span }), times);
  if (frames.length < times.length) return undefined;
  const [read] = await readVisualTokens([frames], encoders);
  return read?.tokens;
}
