import type { RgbImage } from '../domain/rgb-image.js';
import type { EncoderSet, GeneratedText, VisualTokens } from '../encoders/contracts.js';
import type { ClipWindow } from './clip-windows.js';

/** A window together with its frames, `framesPerClip` of them, in order. */
export interface ClipFrames extends ClipWindow {
  readonly images: readonly RgbImage[];
}

/** All that the pack's models say about a window; each part is absent when the pack has no such model. */
export interface ReadClip extends ClipWindow {
  readonly embedding?: Float32Array;
  readonly tokens?: VisualTokens;
  readonly actions: readonly { readonly label: string; readonly probability: number }[];
  readonly caption?: GeneratedText;
}

const actionsKept = 5;

/**
 * Reads a batch of clips: actions and clip tokens by the clip encoder, patch tokens of some frames by the frame
 * encoder, then the Q-Former's vector and the captioner's words.
 */
export async function readClips(clips: readonly ClipFrames[], encoders: EncoderSet): Promise<ReadClip[]> {
  const { clip: clipEncoder, qformer, captioner } = encoders;
  if (!clipEncoder) return clips.map(({ shotIndex, span }) => ({ shotIndex, span, actions: [] }));
  const encodings = await clipEncoder.encode(clips.map((clip) => clip.images));
  const patches = qformer ? await readPatches(clips, encoders, qformer.frameIndices) : [];
  const tokens = clips.map((_, index): VisualTokens | undefined => {
    const [patch, features] = [patches[index], encodings[index]?.features];
    return patch && features ? { patches: patch, clip: features } : undefined;
  });
  const complete = tokens.filter((item) => item !== undefined);
  const queried = qformer && complete.length === clips.length ? await qformer.encode(complete) : [];
  const captions =
    captioner && queried.length > 0 ? await captioner.caption(queried.map((encoding) => encoding.prompt)) : [];
  return clips.map(({ shotIndex, span }, index) => ({
    shotIndex,
    span,
    actions: bestActions(encodings[index]?.probabilities ?? new Float32Array(), clipEncoder.labels),
    ...(queried[index] && { embedding: queried[index].embedding }),
    ...(tokens[index] && { tokens: tokens[index] }),
    ...(captions[index] && { caption: captions[index] }),
  }));
}

/** The patch tokens of each clip's frames at `frameIndices`, one after another; `undefined` where the pack has none. */
async function readPatches(
  clips: readonly ClipFrames[],
  encoders: EncoderSet,
  frameIndices: readonly number[],
): Promise<(Float32Array | undefined)[]> {
  const images = clips.flatMap((clip) => frameIndices.map((index) => clip.images[index] ?? clip.images[0]));
  const encodings = await encoders.frame.encode(images.filter((image) => image !== undefined));
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

function bestActions(probabilities: Float32Array, labels: readonly string[]): { label: string; probability: number }[] {
  return Array.from(probabilities, (probability, index) => ({ label: labels[index] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, actionsKept);
}
