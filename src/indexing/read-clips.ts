import type { RgbImage } from '../domain/rgb-image.js';
import type { CaptionCandidate, Detection, EncoderSet, GeneratedText, VisualTokens } from '../encoders/contracts.js';
import { readsClips, readVisualTokens, type ReadTokens } from '../encoders/read-visual-tokens.js';
import type { ActionOpinion, NamedAction } from '../encoders/fuse-actions.js';
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
  /** Of all the clip encoder's labels; kept only where words have a say as well. */
  readonly probabilities?: Float32Array;
  readonly caption?: GeneratedText;
  /** Captions to choose from, best first, where the pack says how. */
  readonly candidates?: readonly CaptionCandidate[];
  /** What the detector finds in each of the clip's frames, where that has a say in the choice. */
  readonly things?: readonly (readonly Detection[])[];
}

const actionsKept = 5;

/**
 * Reads a batch of clips: actions and tokens, then the Q-Former's vector and the words of a captioner that reads its
 * prompts. A captioner that looks at frames is far too slow for every window.
 */
export async function readClips(clips: readonly ClipFrames[], encoders: EncoderSet): Promise<ReadClip[]> {
  const { clip: clipEncoder, zeroShot, qformer, captioner } = encoders;
  if (!readsClips(encoders)) return clips.map(({ shotIndex, span }) => ({ shotIndex, span, actions: [] }));
  const images = clips.map((clip) => clip.images);
  const read = await readVisualTokens(images, encoders);
  const complete = read.map(({ tokens }) => tokens).filter((tokens) => tokens !== undefined);
  const queried = qformer && complete.length === clips.length ? await qformer.encode(complete) : [];
  const prompts = queried.map((encoding) => encoding.prompt);
  const candidates =
    captioner?.reads === 'prompt' && prompts.length > 0
      ? await captioner.candidates(prompts, captioner.rerank?.candidates ?? 1)
      : [];
  const things = await detectThings(clips, read, encoders);
  const probabilitiesOf = (index: number): Float32Array => read[index]?.encoding?.probabilities ?? new Float32Array();
  return clips.map(({ shotIndex, span }, index) => ({
    shotIndex,
    span,
    actions: bestActions({ labels: clipEncoder?.labels ?? [], probabilities: probabilitiesOf(index) }),
    ...(zeroShot && { probabilities: probabilitiesOf(index) }),
    ...(queried[index] && { embedding: queried[index].embedding }),
    ...(read[index]?.tokens && { tokens: read[index].tokens }),
    ...(candidates[index]?.[0] && { caption: candidates[index][0] }),
    ...((candidates[index]?.length ?? 0) > 1 && { candidates: candidates[index] }),
    ...(things[index] && { things: things[index] }),
  }));
}

/** What is in the frames of each clip, as the clip encoder has seen it already or else anew; nothing where captions are not chosen by it. */
async function detectThings(
  clips: readonly ClipFrames[],
  read: readonly ReadTokens[],
  { captioner, detector }: EncoderSet,
): Promise<readonly (readonly (readonly Detection[])[])[]> {
  const weight = captioner?.reads === 'prompt' ? (captioner.rerank?.thing ?? 0) : 0;
  if (!detector || weight === 0) return [];
  const seen = read.flatMap(({ encoding }) => (encoding?.things ? [encoding.things] : []));
  if (seen.length === clips.length) return seen;
  const found = await detector.detect(clips.flatMap(({ images }) => images));
  let first = 0;
  return clips.map(({ images }) => found.slice(first, (first += images.length)));
}

/** The labels worth keeping, best first. */
export function bestActions({ labels, probabilities }: ActionOpinion): NamedAction[] {
  return Array.from(probabilities, (probability, index) => ({ label: labels[index] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, actionsKept);
}
