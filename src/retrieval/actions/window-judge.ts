import { spanMiddle, type TimeSpan } from '../../domain/time-span.js';
import type { RgbImage } from '../../domain/rgb-image.js';
import type { ActionWords, ClipEncoder } from '../../encoders/contracts.js';
import { fuseActions } from '../../encoders/fuse-actions.js';
import type { FrameVector, StoredClip } from '../../library/contracts.js';
import type { JudgedWindow } from './score-curves.js';

/** Who says which action a window shows: the clip encoder, words, or both together. */
export interface WindowJudges {
  readonly clip?: ClipEncoder;
  readonly words?: ActionWords;
}

/** Judges windows over one list of labels, as indexing does. */
export class WindowJudge {
  readonly labels: readonly string[];
  readonly #judges: WindowJudges;

  constructor(judges: WindowJudges) {
    this.#judges = judges;
    const { clip, words } = judges;
    const known = new Set((clip?.labels ?? []).map((label) => label.toLowerCase()));
    this.labels = [
      ...(clip?.labels ?? []),
      ...(words?.labels ?? []).filter((label) => !known.has(label.toLowerCase())),
    ];
  }

  /** Whether windows need frames: words judge the vectors that were kept. */
  get needsFrames(): boolean {
    return this.#judges.clip !== undefined;
  }

  /**
   * @param images of each window, as the clip encoder wants them; not looked at when there is none.
   * @param vectors frames of the video with their vectors, in time order.
   *
   * Throws what the encoders throw.
   */
  async judge(
    spans: readonly TimeSpan[],
    images: readonly (readonly RgbImage[])[],
    vectors: readonly FrameVector[],
  ): Promise<JudgedWindow[]> {
    const { clip, words } = this.#judges;
    const seen = (await clip?.encode(images)) ?? [];
    const judged: JudgedWindow[] = [];
    for (const [index, span] of spans.entries()) {
      const probabilities = seen[index]?.probabilities;
      const inside = words ? vectorsIn(vectors, span) : [];
      if (!words || inside.length === 0) {
        if (probabilities) judged.push({ span, probabilities: this.#padded(probabilities) });
        continue;
      }
      const said = { labels: words.labels, probabilities: await words.classify(inside) };
      const opinion = clip && probabilities && { labels: clip.labels, probabilities };
      judged.push({
        span,
        probabilities: opinion
          ? Float32Array.from(fuseActions(opinion, said, words.weight), ({ probability }) => probability)
          : said.probabilities,
      });
    }
    return judged;
  }

  /** A clip as indexing judged it: its best labels are known, the others share what is left. */
  readStored({ span, actions }: Pick<StoredClip, 'span' | 'actions'>): JudgedWindow | undefined {
    if (actions.length === 0) return undefined;
    const left = 1 - actions.reduce((sum, { probability }) => sum + probability, 0);
    const others = Math.max(1, this.labels.length - actions.length);
    const probabilities = new Float32Array(this.labels.length).fill(Math.max(0, left) / others);
    for (const { label, probability } of actions) {
      const index = this.labels.indexOf(label);
      if (index >= 0) probabilities[index] = probability;
    }
    return { span, probabilities };
  }

  /** Labels that only words know have no probability where there are no vectors. */
  #padded(probabilities: Float32Array): Float32Array {
    if (probabilities.length === this.labels.length) return probabilities;
    const whole = new Float32Array(this.labels.length);
    whole.set(probabilities);
    return whole;
  }
}

/** The vectors of the frames in a span, or of the one nearest to its middle. */
function vectorsIn(frames: readonly FrameVector[], span: TimeSpan): Float32Array[] {
  const inside = frames.filter(({ timeSeconds }) => timeSeconds >= span.startSeconds && timeSeconds < span.endSeconds);
  if (inside.length > 0) return inside.map(({ embedding }) => embedding);
  const distance = ({ timeSeconds }: FrameVector): number => Math.abs(timeSeconds - spanMiddle(span));
  return [...frames]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 1)
    .map(({ embedding }) => embedding);
}
