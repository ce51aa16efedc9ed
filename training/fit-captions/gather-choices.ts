import type { EncoderSet } from '../../src/encoders/contracts.js';
import { meanOfVectors } from '../../src/encoders/mean-of-rows.js';
import { captionAgreement, type CaptionAgreement } from '../../src/indexing/caption-agreement.js';
import type { LibraryReader } from '../../src/library/contracts.js';
import type { ReadFrames } from '../../src/media/contracts.js';
import { readSpanFrames } from '../../src/retrieval/read-span-frames.js';
import { temporalIou } from '../../src/domain/time-span.js';
import type { TrueEpisode } from '../fit-retrieval/read-episodes.js';

/** One caption that a clip's decoder finds likely. */
export interface Choice {
  readonly logProbability: number;
  readonly agreement: CaptionAgreement;
  /** Whether actor, colour and action are the true ones. */
  readonly right: boolean;
}

const leastIou = 0.3;

/** For each true shot whose clip was kept, the captions to choose from, the decoder's favourite first. */
export async function gatherChoices(
  episodes: readonly TrueEpisode[],
  library: LibraryReader,
  { captioner, qformer, text, detector, clip: clipEncoder }: EncoderSet,
  readFrames: ReadFrames,
  candidates: number,
): Promise<Choice[][]> {
  if (captioner?.reads !== 'prompt' || !qformer) throw new Error('The pack has no decoder behind a Q-Former.');
  const gathered: Choice[][] = [];
  for (const { path, shots } of episodes) {
    const video = library.findByPath(path);
    if (!video) continue;
    for (const { start, end, actor, action } of shots) {
      const iou = (span: { startSeconds: number; endSeconds: number }): number =>
        temporalIou(span, { startSeconds: start, endSeconds: end });
      const clip = library.clips(video.id).toSorted((a, b) => iou(b.span) - iou(a.span))[0];
      if (!clip?.tokens || iou(clip.span) < leastIou) continue;
      const [encoding] = await qformer.encode([clip.tokens]);
      const [texts = []] = encoding ? await captioner.candidates([encoding.prompt], candidates) : [];
      const wanted = { count: clipEncoder?.framesPerClip ?? 8, shortEdge: detector?.inputEdge ?? 96 };
      const things = await detector?.detect(await readSpanFrames(path, clip.span, wanted, readFrames));
      const vectors = await text.encode(texts.map((one) => one.text));
      const mean = meanOfVectors(library.frames(video.id, clip.span).map(({ embedding }) => embedding));
      const opinions = { actions: clip.actions, things: things ?? [], labelGroups: detector?.labelGroups ?? [] };
      const truth = `${actor.colour} ${actor.kind} ${action}`;
      gathered.push(
        texts.map(({ text: words, logProbability }, index) => ({
          logProbability,
          agreement: captionAgreement(words, cosine(mean, vectors[index] ?? mean), opinions),
          right: `${words} `.replace(/^an? /, '').startsWith(`${truth} `),
        })),
      );
    }
    console.error(path);
  }
  return gathered;
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
