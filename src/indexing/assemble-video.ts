import type { TimeSpan } from '../domain/time-span.js';
import type { Shot } from '../domain/video.js';
import { meanOfVectors } from '../encoders/mean-of-rows.js';
import { normaliseVector } from '../encoders/normalise-vector.js';
import type { ClipVector, FrameVector } from '../library/contracts.js';
import { staysInShot } from './clip-windows.js';
import type { LumaChange } from './frame-sampler.js';
import { framesOfSpan } from './frames-of-span.js';
import type { ReadClip } from './read-clips.js';
import { selectInSpan } from './select-in-span.js';
import type { VideoPassResult } from './video-pass.js';

/** The learned part of a library entry. */
export interface VideoContents {
  readonly shots: readonly Omit<Shot, 'videoId'>[];
  readonly clips: readonly ClipVector[];
}

/**
 * Shots and clips as the library keeps them. Of unfamiliar footage captions, actions and tokens are held back, and
 * its clips' vectors are the mean of their frames' vectors, as in packs without a Q-Former.
 */
export function assembleVideo(pass: VideoPassResult): VideoContents {
  const familiar = pass.familiarity.verdict() === 'familiar';
  const clips = pass.clips.filter(({ span, shotIndex }) => {
    const shot = pass.shots[shotIndex];
    return shot !== undefined && staysInShot(span, shot);
  });
  return {
    shots: pass.shots.map((span, index) => {
      const caption = familiar ? (pass.captions.get(index) ?? bestCaption(clips, index)) : undefined;
      return {
        index,
        span,
        motion: meanChange(pass.changes, span),
        ...(caption && { caption: caption.text, captionConfidence: caption.confidence }),
      };
    }),
    clips: clips.flatMap(({ span, shotIndex, embedding, tokens, actions }): ClipVector[] => {
      if (familiar && embedding) return [{ span, shotIndex, embedding, actions, ...(tokens && { tokens }) }];
      const mean = meanFrameVector(pass.frames, span);
      return mean ? [{ span, shotIndex, embedding: mean, actions: familiar ? actions : [] }] : [];
    }),
  };
}

function bestCaption(clips: readonly ReadClip[], shotIndex: number): ReadClip['caption'] {
  return clips
    .filter((clip) => clip.shotIndex === shotIndex)
    .map((clip) => clip.caption)
    .reduce((best, caption) => ((caption?.confidence ?? -1) > (best?.confidence ?? -1) ? caption : best), undefined);
}

/** Mean change between samples that both lie in the shot: a cut is no motion. */
function meanChange(changes: readonly LumaChange[], shot: TimeSpan): number {
  const ending = selectInSpan(changes, (change) => change.toSeconds, shot);
  const inside = ending.filter((change) => change.fromSeconds >= shot.startSeconds);
  return inside.length === 0 ? 0 : inside.reduce((sum, change) => sum + change.amount, 0) / inside.length;
}

/** L2-normalised mean of the frames in a span, or the frame nearest to its middle; `undefined` only without any frame. */
function meanFrameVector(frames: readonly FrameVector[], span: TimeSpan): Float32Array | undefined {
  const used = framesOfSpan(frames, span);
  return used.length === 0 ? undefined : normaliseVector(meanOfVectors(used.map(({ embedding }) => embedding)));
}
