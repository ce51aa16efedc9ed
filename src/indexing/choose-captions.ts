import { throwIfAborted } from '../domain/coded-error.js';
import type { EncoderSet } from '../encoders/contracts.js';
import { meanOfVectors } from '../encoders/mean-of-rows.js';
import type { FrameVector } from '../library/contracts.js';
import { captionAgreement, weighCaption } from './caption-agreement.js';
import { framesOfSpan } from './frames-of-span.js';
import type { ReadClip } from './read-clips.js';

/**
 * The clips with the caption that all models together find best: a decoder's candidates are judged again by how well
 * they agree with the clip's frames (CLIP), its actions (the classifier) and the things in it (the detector), by a
 * log-linear model whose weights the pack brings. Clips without candidates stay as they are. Throws what the text encoder throws, and ABORTED.
 */
export async function chooseCaptions(
  clips: readonly ReadClip[],
  frames: readonly FrameVector[],
  { captioner, text, detector }: Pick<EncoderSet, 'captioner' | 'text' | 'detector'>,
  signal?: AbortSignal,
): Promise<readonly ReadClip[]> {
  const weights = captioner?.reads === 'prompt' ? captioner.rerank : undefined;
  if (!weights) return clips;
  const known = new Map<string, Float32Array>();
  const chosen: ReadClip[] = [];
  for (const clip of clips) {
    throwIfAborted(signal);
    const { candidates = [], things = [], ...rest } = clip;
    const texts = weights.frame === 0 ? [] : candidates.map((one) => one.text);
    const unknown = [...new Set(texts)].filter((words) => !known.has(words));
    const vectors = await text.encode(unknown);
    unknown.forEach((words, index) => known.set(words, vectors[index] ?? new Float32Array()));
    const seen = framesOfSpan(frames, clip.span).map(({ embedding }) => embedding);
    const mean = seen.length > 0 ? meanOfVectors(seen) : undefined;
    const caption = best(candidates, (one) => {
      const cosine = mean ? innerProduct(mean, known.get(one.text) ?? new Float32Array()) : 0;
      const opinions = { actions: clip.actions, things, labelGroups: detector?.labelGroups ?? [] };
      return weighCaption(one, captionAgreement(one.text, cosine, opinions), weights);
    });
    chosen.push(caption ? { ...rest, caption: { text: caption.text, confidence: caption.confidence } } : rest);
  }
  return chosen;
}

function best<Item>(items: readonly Item[], scoreOf: (item: Item) => number): Item | undefined {
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .reduce<{ item: Item; score: number } | undefined>(
      (top, one) => (top && top.score >= one.score ? top : one),
      undefined,
    )?.item;
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) sum += a[index]! * b[index]!;
  return sum;
}
