import { AskreelError } from '../../domain/coded-error.js';
import type { VideoFrame } from '../../domain/rgb-image.js';
import { overlapSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { ActionSpan, Video } from '../../domain/video.js';
import type { ActorDetector, EncoderSet } from '../../encoders/contracts.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { ReadFrames } from '../../media/contracts.js';
import { adaptDescription } from '../adapt-words.js';
import type { SpatialLocator, SpatialQuery, Tube } from '../contracts.js';
import { hottestRegion } from './hottest-region.js';
import { labelFit, nameTrack } from './label-fit.js';
import { linkDetections, type Track } from './link-detections.js';
import { pickDoer } from './pick-doer.js';
import { smoothTrack } from './smooth-track.js';
import { thinFrames } from './thin-frames.js';

/** What {@link TubeLocator} needs. */
export interface TubeLocatorDependencies {
  readonly library: Pick<LibraryReader, 'findVideo' | 'shots' | 'actions'>;
  readonly encoders: Pick<EncoderSet, 'detector' | 'frame' | 'text'>;
  readonly readFrames: ReadFrames;
}

/** A part of a shot. */
interface Stretch {
  readonly span: TimeSpan;
  readonly action: ActionSpan | undefined;
}

const framesPerSecond = 8;
/** Looking through windows costs dozens of pictures a frame. */
const windowsPerSecond = 2;
const windowFramesMost = 6;
/** Windows are cut out of the frame, so it has to be larger than what CLIP sees of it. */
const windowZoom = 2;
/** A track of fewer frames is a mistake of the detector, unless the stretch has no more. */
const fewestSteps = 3;
/** A track that fits the description's words less than this is something else. */
const leastFit = 0.3;

/**
 * Says where in the frame things are, over time, from a decode of the span: with the pack's detector, or without one
 * by CLIP's likeness of windows to the description. Nothing is kept.
 */
export class TubeLocator implements SpatialLocator {
  readonly #library: TubeLocatorDependencies['library'];
  readonly #encoders: TubeLocatorDependencies['encoders'];
  readonly #readFrames: ReadFrames;

  constructor({ library, encoders, readFrames }: TubeLocatorDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#readFrames = readFrames;
  }

  /** Throws VIDEO_UNKNOWN, ABORTED, and what decoding and the encoders throw. */
  async whereIs({ videoId, description, span, signal }: SpatialQuery): Promise<Tube[]> {
    const video = this.#requireVideo(videoId);
    const { detector, text } = this.#encoders;
    if (detector && video.familiarity === 'unfamiliar') return [];
    const wanted = description === undefined ? undefined : adaptDescription(description, text);
    if (wanted && wanted.unknownWords.length > 0) return [];
    if (!detector && wanted === undefined) return [];
    const stretches = this.#stretchesOf(video, span);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) return [];
    const vector = detector || !wanted ? undefined : (await text.encode([wanted.text]))[0];
    const edge = detector?.inputEdge ?? this.#encoders.frame.inputEdge * windowZoom;
    const frames = this.#readFrames(video.path, {
      shortEdge: edge,
      span: { startSeconds: first.span.startSeconds, endSeconds: last.span.endSeconds },
      ...(signal && { signal }),
    });
    const thinned = thinFrames(frames, detector ? framesPerSecond : windowsPerSecond);
    const tubes: Tube[] = [];
    for await (const [stretch, pictures] of groupByStretch(thinned, stretches)) {
      if (detector) tubes.push(...(await trackThings(video, stretch, pictures, detector, wanted?.text)));
      else if (wanted && vector)
        tubes.push(...(await this.#searchWindows(video, stretch, pictures, wanted.text, vector)));
    }
    return tubes;
  }

  async #searchWindows(
    video: Video,
    { span }: Stretch,
    frames: readonly VideoFrame[],
    description: string,
    vector: Float32Array,
  ): Promise<Tube[]> {
    const step = Math.max(1, Math.ceil(frames.length / windowFramesMost));
    const few = frames.filter((_, index) => index % step === 0);
    const region = await hottestRegion(few, vector, this.#encoders.frame);
    if (!region) return [];
    const score = Math.min(1, Math.max(0, region.contrast));
    return [{ videoId: video.id, span, description, boxes: region.boxes, score, approximate: true }];
  }

  /** The shots inside the span, or the span itself where no shots are known. */
  #stretchesOf(video: Video, span: TimeSpan | undefined): Stretch[] {
    const asked = span ?? { startSeconds: 0, endSeconds: video.durationSeconds };
    const actions = new Map(this.#library.actions(video.id, span).map((action) => [action.shotIndex, action]));
    const inside = this.#library
      .shots(video.id)
      .filter((shot) => overlapSeconds(shot.span, asked) > 0)
      .map((shot) => ({
        span: {
          startSeconds: Math.max(shot.span.startSeconds, asked.startSeconds),
          endSeconds: Math.min(shot.span.endSeconds, asked.endSeconds),
        },
        action: actions.get(shot.index),
      }));
    return inside.length > 0 || asked.startSeconds >= video.durationSeconds
      ? inside
      : [{ span: asked, action: undefined }];
  }

  #requireVideo(videoId: string): Video {
    const video = this.#library.findVideo(videoId);
    if (video?.id === videoId) return video;
    throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${videoId}.`, {
      hint: 'List the videos for their ids.',
    });
  }
}

/** Follows the things of one stretch; those that fit the description, best first, or all without one, the doer first. */
async function trackThings(
  video: Video,
  { span, action }: Stretch,
  frames: readonly VideoFrame[],
  detector: ActorDetector,
  description: string | undefined,
): Promise<Tube[]> {
  const detections = await detector.detect(frames);
  const tracks = linkDetections(
    frames.map(({ timeSeconds }, index) => ({ timeSeconds, detections: detections[index] ?? [] })),
  ).filter(({ steps }) => steps.length >= Math.min(fewestSteps, frames.length));
  const things = tracks.map((track) => ({ track, boxes: smoothTrack(track) }));
  const doer = pickDoer(things, span);
  return things
    .map(({ track, boxes }) => ({ track, boxes, fit: fitOf(track, description, detector) }))
    .filter(({ fit }) => fit >= leastFit)
    .map(({ track, boxes, fit }) => ({
      videoId: video.id,
      span: { startSeconds: boxes[0]?.timeSeconds ?? 0, endSeconds: endOf(boxes, span) },
      description: nameTrack(track, detector.labelGroups),
      boxes,
      ...(boxes === doer?.boxes && action && { action: { label: action.label, probability: action.probability } }),
      score: fit * meanScore(track),
    }))
    .sort((a, b) => Number('action' in b) - Number('action' in a) || b.score - a.score);
}

function fitOf(track: Track, description: string | undefined, { labelGroups }: ActorDetector): number {
  return description === undefined ? 1 : (labelFit(track, description, labelGroups) ?? 1);
}

function meanScore({ steps }: Track): number {
  return steps.reduce((sum, { detection }) => sum + detection.score, 0) / steps.length;
}

/** A box holds until the next frame would have been looked at. */
function endOf(boxes: Tube['boxes'], span: TimeSpan): number {
  return Math.min(span.endSeconds, (boxes.at(-1)?.timeSeconds ?? 0) + 1 / framesPerSecond);
}

/** Frames in time order, by the stretch that each lies in; those between stretches are left out. */
async function* groupByStretch(
  frames: AsyncIterable<VideoFrame>,
  stretches: readonly Stretch[],
): AsyncGenerator<[Stretch, VideoFrame[]], void, void> {
  let [index, held] = [0, [] as VideoFrame[]];
  for await (const frame of frames) {
    for (let here = stretches[index]; here && frame.timeSeconds >= here.span.endSeconds; here = stretches[index]) {
      if (held.length > 0) yield [here, held];
      [index, held] = [index + 1, []];
    }
    const here = stretches[index];
    if (!here) return;
    // Of a still picture the frame on screen may have started before the span.
    if (frame.timeSeconds >= here.span.startSeconds || index === 0) held.push(frame);
  }
  const here = stretches[index];
  if (here && held.length > 0) yield [here, held];
}
