import { overlapSeconds, spanContains, spanMiddle, spanSeconds, type TimeSpan } from '../domain/time-span.js';
import type { Shot } from '../domain/video.js';
import type { ClipVector, FrameVector } from '../library/contracts.js';
import type { LumaChange } from './frame-sampler.js';
import type { ReadClip } from './read-clips.js';
import type { VideoPassResult } from './video-pass.js';

/** The learned part of a library entry. */
export interface VideoContents {
  readonly shots: readonly Omit<Shot, 'videoId'>[];
  readonly clips: readonly ClipVector[];
}

/** A window given out before its shot's end was known may reach this part of its length into the next shot. */
const overhangAllowed = 0.25;

/**
 * Shots and clips as the library keeps them. Of unfamiliar footage captions, actions and tokens are held back, and
 * its clips' vectors are the mean of their frames' vectors, as in packs without a Q-Former.
 */
export function assembleVideo(pass: VideoPassResult): VideoContents {
  const familiar = pass.familiarity.verdict() === 'familiar';
  const clips = pass.clips.filter((clip) => staysInShot(clip, pass.shots[clip.shotIndex]));
  return {
    shots: pass.shots.map((span, index) => {
      const caption = familiar ? bestCaption(clips, index) : undefined;
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

function staysInShot(clip: ReadClip, shot: TimeSpan | undefined): boolean {
  return shot !== undefined && overlapSeconds(clip.span, shot) >= (1 - overhangAllowed) * spanSeconds(clip.span);
}

function bestCaption(clips: readonly ReadClip[], shotIndex: number): ReadClip['caption'] {
  return clips
    .filter((clip) => clip.shotIndex === shotIndex)
    .map((clip) => clip.caption)
    .reduce((best, caption) => ((caption?.confidence ?? -1) > (best?.confidence ?? -1) ? caption : best), undefined);
}

/** Mean change between samples that both lie in the shot: a cut is no motion. */
function meanChange(changes: readonly LumaChange[], shot: TimeSpan): number {
  const inside = changes.filter(
    ({ fromSeconds, toSeconds }) => spanContains(shot, fromSeconds) && spanContains(shot, toSeconds),
  );
  return inside.length === 0 ? 0 : inside.reduce((sum, change) => sum + change.amount, 0) / inside.length;
}

/** L2-normalised mean of the frames in a span, or the frame nearest to it; `undefined` only without any frame. */
function meanFrameVector(frames: readonly FrameVector[], span: TimeSpan): Float32Array | undefined {
  const inside = frames.filter((frame) => spanContains(span, frame.timeSeconds));
  const middle = spanMiddle(span);
  const distance = (frame: FrameVector): number => Math.abs(frame.timeSeconds - middle);
  const nearest = frames.reduce<FrameVector | undefined>(
    (best, frame) => (best === undefined || distance(frame) < distance(best) ? frame : best),
    undefined,
  );
  const used = inside.length > 0 ? inside : nearest ? [nearest] : [];
  const first = used[0];
  if (!first) return undefined;
  const sum = first.embedding.map((_, index) =>
    used.reduce((total, frame) => total + (frame.embedding[index] ?? 0), 0),
  );
  const norm = Math.hypot(...sum) || 1;
  return sum.map((value) => value / norm);
}
