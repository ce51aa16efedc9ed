import { spanContains, spanMiddle, type TimeSpan } from '../../domain/time-span.js';
import { restLevel } from '../../domain/motion/rest-level.js';
import { wordCoverage } from '../query-words.js';
import type { EvidenceShot, VideoEvidence } from './video-evidence.js';

/** Length of a step. */
export const stepSeconds = 0.25;
/** Numbers of a step beside its two vectors, in the order of {@link describeSteps}. */
export const scalarsPerStep = 10;

/** Distances to a shot's borders are not told apart beyond this. */
const farSeconds = 4;
/** Motion below this is none. */
const leastMotion = 1e-3;

/** A description on its way to a video. */
export interface SpanQuery {
  /** L2-normalised float32, in the library's space. */
  readonly embedding: Float32Array;
  /** Its content words. */
  readonly words: readonly string[];
}

/** A video, step by step, in the light of a description. */
export interface StepFeatures {
  readonly count: number;
  /** Values of one step. */
  readonly width: number;
  /** float32, `count` × `width`, row-major: the nearest frame's vector, the clip's vector, then the scalars. */
  readonly values: Float32Array;
  /** Cosine of the description with each step's frame and clip vectors; 0 where there is none. */
  readonly frameCosines: Float32Array;
  readonly clipCosines: Float32Array;
  /** The same in deviations from the video's own mean. */
  readonly frameDeviations: Float32Array;
  readonly clipDeviations: Float32Array;
  /** Share of the description's words that the caption of the step's shot holds, 0 to 1. */
  readonly captions: Float32Array;
}

/**
 * What the library knows of each {@link stepSeconds} of a video, beside a description. Training exports exactly this
 * and the predictor reads exactly this. The scalars of a step: motion (log10, from 0 for none), motion against the
 * shot's rest (natural log), cosines of frame and clip in deviations and as they are, the caption's share of the
 * description's words, seconds since the shot began and until it ends (0 to 1 for 4 s), and whether motion is known.
 */
export function describeSteps(evidence: VideoEvidence, query: SpanQuery): StepFeatures {
  const count = Math.max(1, Math.ceil(evidence.durationSeconds / stepSeconds - 1e-6));
  const dimensions = query.embedding.length;
  const width = 2 * dimensions + scalarsPerStep;
  const values = new Float32Array(count * width);
  const frameCosines = new Float32Array(count);
  const clipCosines = new Float32Array(count);
  const captions = new Float32Array(count);
  const shares = new Map<EvidenceShot, number>();
  for (let step = 0; step < count; step += 1) {
    const { frame, clip, shot } = vectorsAt(evidence, (step + 0.5) * stepSeconds);
    if (frame) values.set(frame, step * width);
    if (clip) values.set(clip, step * width + dimensions);
    frameCosines[step] = frame ? dot(frame, query.embedding) : 0;
    clipCosines[step] = clip ? dot(clip, query.embedding) : 0;
    if (!shot) continue;
    const share = shares.get(shot) ?? wordCoverage(query.words, shot.caption ?? '');
    shares.set(shot, share);
    captions[step] = share;
  }
  const frameDeviations = inDeviations(frameCosines);
  const clipDeviations = inDeviations(clipCosines);
  const motion = stepMotion(evidence, count);
  for (let step = 0; step < count; step += 1) {
    const seconds = (step + 0.5) * stepSeconds;
    const shot = shotAt(evidence.shots, seconds)?.span ?? { startSeconds: 0, endSeconds: evidence.durationSeconds };
    values.set(
      [
        Math.log10(Math.max(motion?.level[step] ?? 0, leastMotion) / leastMotion),
        motion?.overRest[step] ?? 0,
        frameDeviations[step] ?? 0,
        clipDeviations[step] ?? 0,
        frameCosines[step] ?? 0,
        clipCosines[step] ?? 0,
        captions[step] ?? 0,
        Math.min(1, Math.max(0, seconds - shot.startSeconds) / farSeconds),
        Math.min(1, Math.max(0, shot.endSeconds - seconds) / farSeconds),
        motion ? 1 : 0,
      ],
      step * width + 2 * dimensions,
    );
  }
  return { count, width, values, frameCosines, clipCosines, frameDeviations, clipDeviations, captions };
}

/** The vectors that speak for a moment: of its own shot where there are some. */
function vectorsAt(
  { shots, frames, clips }: VideoEvidence,
  seconds: number,
): { readonly frame?: Float32Array; readonly clip?: Float32Array; readonly shot?: EvidenceShot } {
  const shot = shotAt(shots, seconds);
  const inside = <Item>(items: readonly Item[], timeOf: (item: Item) => number): readonly Item[] => {
    const own = shot ? items.filter((item) => spanContains(shot.span, timeOf(item))) : [];
    return own.length > 0 ? own : items;
  };
  const frame = nearest(
    inside(frames, ({ timeSeconds }) => timeSeconds),
    ({ timeSeconds }) => Math.abs(timeSeconds - seconds),
  );
  const clip = nearest(
    inside(clips, ({ span }) => spanMiddle(span)),
    ({ span }) => distance(span, seconds),
  );
  return { ...(frame && { frame: frame.embedding }), ...(clip && { clip: clip.embedding }), ...(shot && { shot }) };
}

/** Most motion within each step, and its log ratio to the rest level of the shot. */
function stepMotion(
  { motion, shots }: VideoEvidence,
  count: number,
): { readonly level: Float32Array; readonly overRest: Float32Array } | undefined {
  if (!motion || motion.object.length === 0) return undefined;
  const level = new Float32Array(count);
  const overRest = new Float32Array(count);
  const perStep = stepSeconds / motion.stepSeconds;
  const rests = new Map<EvidenceShot | undefined, number>();
  for (let step = 0; step < count; step += 1) {
    const first = Math.floor(step * perStep + 1e-6);
    const shown = motion.object.subarray(first, Math.max(first + 1, Math.floor((step + 1) * perStep + 1e-6)));
    const most = shown.reduce((best, value) => Math.max(best, value), 0);
    const shot = shotAt(shots, (step + 0.5) * stepSeconds);
    const rest = rests.get(shot) ?? restLevel(motion, motionWithin(motion, shot?.span));
    rests.set(shot, rest);
    level[step] = most;
    overRest[step] = Math.log(Math.max(most, 1e-5) / rest);
  }
  return { level, overRest };
}

function motionWithin(
  { object, stepSeconds: length }: NonNullable<VideoEvidence['motion']>,
  span: TimeSpan | undefined,
): Float32Array {
  return span ? object.subarray(Math.ceil(span.startSeconds / length), Math.floor(span.endSeconds / length)) : object;
}

function shotAt(shots: readonly EvidenceShot[], seconds: number): EvidenceShot | undefined {
  return shots.find(({ span }) => spanContains(span, seconds));
}

function nearest<Item>(items: readonly Item[], distanceOf: (item: Item) => number): Item | undefined {
  let best: { readonly item: Item; readonly far: number } | undefined;
  for (const item of items) {
    const far = distanceOf(item);
    if (!best || far < best.far) best = { item, far };
  }
  return best?.item;
}

/** Between a moment and a span; inside it, a small share of the way to its middle, so that the better covering clip wins. */
function distance(span: TimeSpan, seconds: number): number {
  const outside = Math.max(0, span.startSeconds - seconds, seconds - span.endSeconds);
  return outside + 1e-3 * Math.abs(spanMiddle(span) - seconds);
}

function inDeviations(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.max(Math.sqrt(variance), 1e-3);
  return values.map((value) => (value - mean) / deviation);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
