import type { TimeSpan } from '../../src/domain/time-span.js';
import type { MotionTrack } from '../../src/domain/video.js';
import type { VideoEvidence } from '../../src/retrieval/spans/video-evidence.js';
import type { Random } from '../playhouse/random.js';
import type { EpisodeTruth } from '../playhouse/truth.js';

type ShotTruth = EpisodeTruth['shots'][number];

/** A true shot with what indexing kept of it. */
export interface Scene {
  readonly truth: ShotTruth;
  readonly evidence: VideoEvidence;
}

/** A video for training: real, or put together of scenes of several. */
export interface TrainingVideo {
  readonly evidence: VideoEvidence;
  /** What each scene shows, and when in this video its action happens. */
  readonly scenes: readonly { readonly truth: ShotTruth; readonly actionSpan: TimeSpan }[];
}

/** Cuts a video's evidence into its true shots, each beginning at 0. */
export function cutIntoScenes(evidence: VideoEvidence, shots: readonly ShotTruth[]): Scene[] {
  return shots.map((truth) => ({ truth, evidence: cutEvidence(evidence, truth.start, truth.end) }));
}

/** Puts scenes one after another, as if they were one video. Needs at least one. */
export function joinScenes(scenes: readonly Scene[], motionStep = 0.1): TrainingVideo {
  let at = 0;
  const parts = scenes.map(({ truth, evidence }) => {
    // Motion is kept in even steps: every scene begins on one.
    const start = at;
    at = Math.round((at + evidence.durationSeconds) / motionStep) * motionStep;
    const move = (span: TimeSpan): TimeSpan => ({
      startSeconds: span.startSeconds + start,
      endSeconds: Math.min(at, span.endSeconds + start),
    });
    const actionSpan = move({
      startSeconds: truth.actionStart - truth.start,
      endSeconds: truth.actionEnd - truth.start,
    });
    return { truth, evidence, start, end: at, move, actionSpan };
  });
  return {
    evidence: {
      durationSeconds: at,
      shots: parts.flatMap(({ evidence, move }) => evidence.shots.map((shot) => ({ ...shot, span: move(shot.span) }))),
      frames: parts.flatMap(({ evidence, start }) =>
        evidence.frames.map((frame) => ({ ...frame, timeSeconds: frame.timeSeconds + start })),
      ),
      clips: parts.flatMap(({ evidence, move }) => evidence.clips.map((clip) => ({ ...clip, span: move(clip.span) }))),
      motion: joinMotion(parts, motionStep),
    },
    scenes: parts.map(({ truth, actionSpan }) => ({ truth, actionSpan })),
  };
}

/** Some scenes in any order, half of them alike in who acts or in what is done: what must be told apart. */
export function pickScenes(random: Random, scenes: readonly Scene[], count: number): Scene[] {
  const picked = [random.pick(scenes)];
  while (picked.length < count) {
    const { truth } = random.pick(picked);
    const alike = scenes.filter(
      (scene) =>
        scene.truth !== truth && (scene.truth.action === truth.action || scene.truth.actor.kind === truth.actor.kind),
    );
    picked.push(random.pick(random.chance(0.4) && alike.length > 0 ? alike : scenes));
  }
  return random.shuffle(picked);
}

function cutEvidence(evidence: VideoEvidence, start: number, end: number): VideoEvidence {
  const move = (span: TimeSpan): TimeSpan => ({
    startSeconds: Math.max(0, span.startSeconds - start),
    endSeconds: Math.min(end, span.endSeconds) - start,
  });
  const touches = ({ span }: { readonly span: TimeSpan }): boolean =>
    Math.min(span.endSeconds, end) - Math.max(span.startSeconds, start) > 0.05;
  const middleInside = ({ span }: { readonly span: TimeSpan }): boolean =>
    (span.startSeconds + span.endSeconds) / 2 >= start && (span.startSeconds + span.endSeconds) / 2 < end;
  return {
    durationSeconds: end - start,
    shots: evidence.shots.filter(touches).map((shot) => ({ ...shot, span: move(shot.span) })),
    frames: evidence.frames
      .filter(({ timeSeconds }) => timeSeconds >= start && timeSeconds < end)
      .map((frame) => ({ ...frame, timeSeconds: frame.timeSeconds - start })),
    clips: evidence.clips.filter(middleInside).map((clip) => ({ ...clip, span: move(clip.span) })),
    motion: evidence.motion && cutMotion(evidence.motion, start, end),
  };
}

function cutMotion({ stepSeconds, ...tracks }: MotionTrack, start: number, end: number): MotionTrack {
  const cut = (track: Float32Array): Float32Array =>
    track.slice(Math.round(start / stepSeconds), Math.round(end / stepSeconds));
  const { object, cameraX, cameraY, cameraZoom } = tracks;
  return {
    stepSeconds,
    object: cut(object),
    cameraX: cut(cameraX),
    cameraY: cut(cameraY),
    cameraZoom: cut(cameraZoom),
  };
}

interface Part {
  readonly evidence: VideoEvidence;
  readonly start: number;
  readonly end: number;
}

function joinMotion(parts: readonly Part[], stepSeconds: number): MotionTrack {
  const steps = Math.round((parts.at(-1)?.end ?? 0) / stepSeconds);
  const join = (key: 'object' | 'cameraX' | 'cameraY' | 'cameraZoom'): Float32Array => {
    const joined = new Float32Array(steps);
    for (const { evidence, start, end } of parts) {
      const [from, to] = [Math.round(start / stepSeconds), Math.round(end / stepSeconds)];
      joined.set((evidence.motion?.[key] ?? new Float32Array()).subarray(0, to - from), from);
    }
    return joined;
  };
  return {
    stepSeconds,
    object: join('object'),
    cameraX: join('cameraX'),
    cameraY: join('cameraY'),
    cameraZoom: join('cameraZoom'),
  };
}
