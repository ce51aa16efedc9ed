import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../domain/coded-error.js';
import type { EncoderSet } from '../encoders/contracts.js';
import { fuseActions, type ActionOpinion } from '../encoders/fuse-actions.js';
import type { FrameVector } from '../library/contracts.js';
import { framesOfSpan } from './frames-of-span.js';
import { bestActions, type ReadClip } from './read-clips.js';

/** After so many windows other work gets its turn: the sums of a large vocabulary take a while. */
const windowsPerTurn = 50;

/**
 * The clips with actions named by words from their frames' vectors, fused with the clip encoder's where there are
 * any; the clips as they are when the pack has no words. Throws what the text encoder throws, and ABORTED.
 */
export async function nameActions(
  clips: readonly ReadClip[],
  frames: readonly FrameVector[],
  { zeroShot, clip: classifier }: Pick<EncoderSet, 'zeroShot' | 'clip'>,
  signal?: AbortSignal,
): Promise<readonly ReadClip[]> {
  if (!zeroShot) return clips;
  const named: ReadClip[] = [];
  for (const clip of clips) {
    if (named.length % windowsPerTurn === windowsPerTurn - 1) await setImmediate();
    throwIfAborted(signal);
    const vectors = framesOfSpan(frames, clip.span).map(({ embedding }) => embedding);
    if (vectors.length === 0) {
      named.push(clip);
      continue;
    }
    const words = { labels: zeroShot.labels, probabilities: await zeroShot.classify(vectors) };
    const seen = classifier && clip.probabilities && { labels: classifier.labels, probabilities: clip.probabilities };
    named.push({ ...clip, actions: seen ? fused(seen, words, zeroShot.weight) : bestActions(words) });
  }
  return named;
}

function fused(seen: ActionOpinion, words: ActionOpinion, weight: number): ReadClip['actions'] {
  const actions = fuseActions(seen, words, weight);
  return bestActions({
    labels: actions.map(({ label }) => label),
    probabilities: Float32Array.from(actions, ({ probability }) => probability),
  });
}
