import type { RgbImage } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { ClipEncoder } from '../encoders/contracts.js';
import type { EvaluationDependencies, EvaluationOptions } from './contracts.js';
import { pickFrames } from './pick-frames.js';
import type { LabelProbabilities } from './tally-actions.js';

/** What the clip encoder and the single-frame baseline say of one true shot. */
export interface ShotReading {
  readonly clip: LabelProbabilities | undefined;
  readonly frameOnly: LabelProbabilities | undefined;
}

/** Left out at both ends of a shot, where its neighbours may bleed in. */
const trimSeconds = 0.1;

/**
 * Reads true shots with the clip encoder (the frames that it wants of a shot) and with the baseline (one frame at a
 * pseudo-random moment: the middle frame of an action and of its reversal would be the same picture). One decode a
 * video; the moments follow from `videoName` and the shot's number alone.
 */
export async function classifyShots(
  path: string,
  videoName: string,
  shots: readonly TimeSpan[],
  dependencies: Pick<EvaluationDependencies, 'readFrames' | 'frameAction'> & {
    readonly clip?: ClipEncoder | undefined;
  },
  { signal }: EvaluationOptions = {},
): Promise<ShotReading[]> {
  const { clip, frameAction, readFrames } = dependencies;
  if (!clip && !frameAction) return shots.map(() => ({ clip: undefined, frameOnly: undefined }));
  const clipTimes = shots.map((shot) => clip?.frameTimes(trim(shot)) ?? []);
  const loneTimes = shots.map((shot, index) => momentIn(trim(shot), `${videoName}:${index}`));
  const wanted = [...new Set([...clipTimes.flat(), ...loneTimes])].sort((a, b) => a - b);
  const shortEdge = Math.max(clip?.inputEdge ?? 0, frameAction?.inputEdge ?? 0);
  const frames = await pickFrames(readFrames(path, { shortEdge, ...(signal && { signal }) }), wanted);
  const frameAt = new Map(wanted.map((seconds, index) => [seconds, frames[index]]));
  const imagesAt = (times: readonly number[]): RgbImage[] =>
    times.map((seconds) => frameAt.get(seconds)).filter((frame) => frame !== undefined);
  const clipReadings = await classify(clip, clipTimes.map(imagesAt));
  const loneReadings = await classify(
    frameAction,
    loneTimes.map((seconds) => imagesAt([seconds])),
  );
  return shots.map((_, index) => ({ clip: clipReadings[index], frameOnly: loneReadings[index] }));
}

async function classify(
  encoder: ClipEncoder | undefined,
  clips: readonly (readonly RgbImage[])[],
): Promise<LabelProbabilities[]> {
  const readings: LabelProbabilities[] = [];
  for (let first = 0; encoder && first < clips.length; first += encoder.batchSize) {
    for (const { probabilities } of await encoder.encode(clips.slice(first, first + encoder.batchSize))) {
      readings.push(new Map(encoder.labels.map((label, index) => [label, probabilities[index] ?? 0])));
    }
  }
  return readings;
}

function trim({ startSeconds, endSeconds }: TimeSpan): TimeSpan {
  const trimmed = Math.min(trimSeconds, 0.1 * (endSeconds - startSeconds));
  return { startSeconds: startSeconds + trimmed, endSeconds: endSeconds - trimmed };
}

/** A moment of the span that follows from the key (FNV-1a, its bits mixed as in MurmurHash3: keys differ at the end only). */
function momentIn({ startSeconds, endSeconds }: TimeSpan, key: string): number {
  let hash = 0x811c9dc5;
  for (const character of key) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return startSeconds + (hash / 2 ** 32) * (endSeconds - startSeconds);
}
