import type { VideoFrame } from '../domain/rgb-image.js';
import { spanContains, spanMiddle, type TimeSpan } from '../domain/time-span.js';
import type { ClipEncoder, EncoderSet, FrameCaptioner, GeneratedText } from '../encoders/contracts.js';
import { frameTimesOf } from '../encoders/read-visual-tokens.js';
import { sampleClipTimes } from '../encoders/sample-clip-times.js';
import type { MotionTrack } from '../domain/video.js';
import type { FrameVector } from '../library/contracts.js';
import type { ShotBoundary, ShotDetector } from '../media/contracts.js';
import { BatchCollector } from './batch-collector.js';
import { ClipWindowPlanner, type ClipWindow } from './clip-windows.js';
import type { ClipWindowing } from './contracts.js';
import { FamiliarityTally } from './familiarity-tally.js';
import { FrameSampler, type LumaChange } from './frame-sampler.js';
import { InferenceLane } from './inference-lane.js';
import { MiddleWindow } from './middle-window.js';
import { readClips, type ClipFrames, type ReadClip } from './read-clips.js';
import { MotionTracker } from './motion-tracker.js';
import { narrowToMotion } from './narrow-to-motion.js';
import { RecentFrames } from './recent-frames.js';

/** How long after a boundary the shot detector may need to be certain of it. */
const detectorDelaySeconds = 2;
const leastRecentFramesPerSecond = 10;
/** Frames at a shot's borders that may still show its neighbour. */
const framesTrimmed = 2;

/** What one pass over a video's frames brings to light, in time order. */
export interface VideoPassResult {
  readonly shots: readonly TimeSpan[];
  readonly frames: readonly FrameVector[];
  readonly clips: readonly ReadClip[];
  readonly changes: readonly LumaChange[];
  readonly motion: MotionTrack;
  /** What a captioner that looks at frames said of shots, by their index; of each shot it is asked once. */
  readonly captions: ReadonlyMap<number, GeneratedText>;
  readonly familiarity: FamiliarityTally;
}

export interface VideoPassOptions {
  readonly encoders: EncoderSet;
  readonly shotDetector: ShotDetector;
  readonly windowing: ClipWindowing;
  /** Frames per second as the container says it; only sets how much is trimmed at shot borders. */
  readonly frameRate: number;
}

/**
 * One pass over the frames of a video: every frame goes to the shot detector, some become vectors, windows inside
 * shots become clips. Inference runs beside; `push` waits when it falls behind. Memory does not grow with the length
 * of the video but for the results.
 */
export class VideoPass {
  readonly #encoders: EncoderSet;
  readonly #shotDetector: ShotDetector;
  readonly #planner: ClipWindowPlanner;
  readonly #recent: RecentFrames;
  readonly #sampler = new FrameSampler();
  readonly #motion = new MotionTracker();
  readonly #familiarity: FamiliarityTally;
  readonly #lane = new InferenceLane();
  readonly #frameBatches: BatchCollector<VideoFrame>;
  readonly #clipBatches: BatchCollector<ClipFrames>;
  readonly #shots: TimeSpan[] = [];
  readonly #frames: FrameVector[] = [];
  readonly #clips: ReadClip[] = [];
  readonly #captions = new Map<number, GeneratedText>();
  readonly #middle = new MiddleWindow();
  readonly #cancelled = new AbortController();
  #shotStart = 0;
  /** Times of the frames taken since the current shot began. */
  #takenTimes: number[] = [];

  constructor({ encoders, shotDetector, windowing, frameRate }: VideoPassOptions) {
    this.#encoders = encoders;
    this.#shotDetector = shotDetector;
    this.#planner = new ClipWindowPlanner(windowing, Math.min(0.2, framesTrimmed / frameRate), 0);
    this.#recent = new RecentFrames({
      secondsKept: windowing.maxWindowSeconds + 1.5 * detectorDelaySeconds,
      framesPerSecond: recentFramesPerSecond(encoders.clip, windowing),
    });
    this.#familiarity = new FamiliarityTally(encoders.familiarity);
    this.#frameBatches = new BatchCollector(this.#lane, encoders.frame.batchSize, (batch) => this.#encodeFrames(batch));
    this.#clipBatches = new BatchCollector(this.#lane, encoders.clip?.batchSize ?? 1, (batch) =>
      this.#readClips(batch),
    );
  }

  /** Takes the next frame in presentation order. Rejects with the first error of the encoders. */
  async push(frame: VideoFrame): Promise<void> {
    this.#recent.push(frame);
    this.#motion.push(frame);
    const boundaries = this.#shotDetector.push(frame);
    if (this.#sampler.take(frame)) await this.#takeFrame(frame);
    for (const boundary of boundaries) await this.#closeShotAt(boundary);
    for (const window of this.#planner.advance(frame.timeSeconds - detectorDelaySeconds)) await this.#addWindow(window);
  }

  /** Ends the last shot at `endSeconds` and waits for all inference. */
  async finish(endSeconds: number): Promise<VideoPassResult> {
    for (const boundary of this.#shotDetector.finish()) await this.#closeShotAt(boundary);
    await this.#closeShot(Math.max(endSeconds, this.#shotStart));
    await this.#frameBatches.flush();
    await this.#clipBatches.flush();
    await this.#lane.drain();
    return {
      shots: this.#shots,
      frames: this.#frames.sort((a, b) => a.timeSeconds - b.timeSeconds),
      clips: this.#clips.sort((a, b) => a.span.startSeconds - b.span.startSeconds),
      changes: this.#sampler.changes,
      motion: this.#motion.track(),
      captions: this.#captions,
      familiarity: this.#familiarity,
    };
  }

  /** Drops what waits for inference; resolves when the batch in work has ended. A caption in work ends early. */
  async cancel(): Promise<void> {
    this.#cancelled.abort();
    await this.#lane.cancel();
  }

  async #closeShotAt({ timeSeconds }: ShotBoundary): Promise<void> {
    if (timeSeconds > this.#shotStart) await this.#closeShot(timeSeconds);
  }

  async #closeShot(endSeconds: number): Promise<void> {
    const span = { startSeconds: this.#shotStart, endSeconds };
    this.#shots.push(span);
    this.#shotStart = endSeconds;
    if (!this.#takenTimes.some((time) => spanContains(span, time))) {
      const frame = this.#recent.nearest(spanMiddle(span), span);
      if (frame && spanContains(span, frame.timeSeconds)) await this.#takeFrame(frame);
    }
    this.#takenTimes = this.#takenTimes.filter((time) => time >= endSeconds);
    const windows = this.#planner.closeShot(endSeconds);
    const motion = windows.length > 0 ? this.#motion.track() : undefined;
    for (const window of windows) await this.#addWindow(motion ? narrowToMotion(window, span, motion) : window);
    await this.#captionShot(span);
  }

  async #takeFrame(frame: VideoFrame): Promise<void> {
    this.#takenTimes.push(frame.timeSeconds);
    await this.#frameBatches.add(frame);
  }

  async #addWindow(window: ClipWindow): Promise<void> {
    const images = this.#recent.pick(window.span, frameTimesOf(this.#encoders, window.span));
    await this.#clipBatches.add({ ...window, images });
    const captioner = this.#frameCaptioner;
    if (captioner)
      this.#middle.offer(window, () =>
        this.#recent.pick(window.span, sampleClipTimes(window.span, captioner.framesPerClip)),
      );
  }

  get #frameCaptioner(): FrameCaptioner | undefined {
    const { captioner } = this.#encoders;
    return captioner?.reads === 'frames' ? captioner : undefined;
  }

  /** Has a shot that has ended put into words from the window at its middle: once, since that takes seconds. */
  async #captionShot(shot: TimeSpan): Promise<void> {
    const window = this.#middle.take(shot);
    const captioner = this.#frameCaptioner;
    if (!captioner || !window) return;
    await this.#lane.enqueue(async () => {
      if (this.#familiarity.runningVerdict() === 'unfamiliar') return;
      const [caption] = await captioner.caption([window.images], { signal: this.#cancelled.signal });
      if (caption && caption.text !== '') this.#captions.set(window.shotIndex, caption);
    });
  }

  async #encodeFrames(batch: readonly VideoFrame[]): Promise<void> {
    const encodings = await this.#encoders.frame.encode(batch);
    encodings.forEach((encoding, index) => {
      this.#frames.push({ timeSeconds: batch[index]?.timeSeconds ?? 0, embedding: encoding.embedding });
      this.#familiarity.add(encoding);
    });
  }

  /** Of footage that already looks unfamiliar nothing learned is kept: hours of it must not pile up in memory. */
  async #readClips(batch: readonly ClipFrames[]): Promise<void> {
    const familiar = this.#familiarity.runningVerdict() === 'familiar';
    const clips = familiar ? await readClips(batch, this.#encoders) : batch;
    for (const clip of clips) {
      const { shotIndex, span } = clip;
      this.#clips.push('actions' in clip ? clip : { shotIndex, span, actions: [] });
    }
  }
}

/** Enough to give a clip encoder that wants neighbouring frames a different one for each moment of a window. */
function recentFramesPerSecond(clip: ClipEncoder | undefined, { windowSeconds }: ClipWindowing): number {
  const times = clip?.frameTimes({ startSeconds: 0, endSeconds: windowSeconds }) ?? [];
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return Math.max(leastRecentFramesPerSecond, ...steps.filter((step) => step > 0).map((step) => 1 / step));
}
