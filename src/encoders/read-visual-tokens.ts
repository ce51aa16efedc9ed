import type { RgbImage } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { ClipEncoding, EncoderSet, VisualTokens } from './contracts.js';
import { sampleClipTimes } from './sample-clip-times.js';

/** What the clip encoder and the frame encoder read from one clip. */
export interface ReadTokens {
  /** Absent when the pack has no clip encoder. */
  readonly encoding?: ClipEncoding;
  /** Absent when the pack has no Q-Former, or its encoders expose no tokens. */
  readonly tokens?: VisualTokens;
}

type ClipReaders = Pick<EncoderSet, 'clip' | 'qformer'>;

/** Whether the pack has a model that looks at clips. */
export function readsClips({ clip, qformer }: ClipReaders): boolean {
  return clip !== undefined || qformer !== undefined;
}

/**
 * The moments of a span whose frames make a clip, in source seconds: as the clip encoder wants it, or else evenly
 * spread for the Q-Former; none without either.
 */
export function frameTimesOf({ clip, qformer }: ClipReaders, span: TimeSpan): number[] {
  if (clip) return clip.frameTimes(span);
  return qformer ? sampleClipTimes(span, Math.max(...qformer.frameIndices) + 1) : [];
}

/**
 * Reads clips of the frames at {@link frameTimesOf}: actions and clip tokens by the clip encoder, patch tokens of the
 * frames that the Q-Former attends to by the frame encoder. Throws what they throw.
 */
export async function readVisualTokens(
  clips: readonly (readonly RgbImage[])[],
  encoders: Pick<EncoderSet, 'frame' | 'clip' | 'qformer'>,
): Promise<ReadTokens[]> {
  const encodings = (await encoders.clip?.encode(clips)) ?? [];
  const patches = encoders.qformer ? await readPatches(clips, encoders, encoders.qformer.frameIndices) : [];
  return clips.map((_, index) => {
    const [patch, encoding] = [patches[index], encodings[index]];
    const clip = encoding?.features;
    return { ...(encoding && { encoding }), ...(patch && { tokens: { patches: patch, ...(clip && { clip }) } }) };
  });
}

/** The patch tokens of each clip's frames at `frameIndices`, one after another; `undefined` where the pack has none. */
async function readPatches(
  clips: readonly (readonly RgbImage[])[],
  { frame }: Pick<EncoderSet, 'frame'>,
  frameIndices: readonly number[],
): Promise<(Float32Array | undefined)[]> {
  const images = clips.flatMap((clip) => frameIndices.map((index) => clip[index] ?? clip[0]));
  const encodings = await frame.encode(images.filter((image) => image !== undefined));
  return clips.map((_, clipIndex) => {
    const first = clipIndex * frameIndices.length;
    const parts = encodings.slice(first, first + frameIndices.length).map((encoding) => encoding.patches);
    const present = parts.filter((part) => part !== undefined);
    return present.length === frameIndices.length ? concatenate(present) : undefined;
  });
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
