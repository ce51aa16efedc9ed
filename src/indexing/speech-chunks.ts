import type { TimeSpan } from '../domain/time-span.js';
import { speechSampleRate, VoiceActivity, voiceFrameSamples } from '../encoders/voice-activity.js';
import type { AudioBlock } from '../media/contracts.js';

/** Sound for one call of a transcriber. */
export interface SpeechChunk {
  /** Source time of the first sample. */
  readonly startSeconds: number;
  /** float32 mono, 16 kHz, at most 30 s. */
  readonly samples: Float32Array;
  /** Where there is speech in it, in source time; at least one span. */
  readonly speech: readonly TimeSpan[];
}

const frameSeconds = voiceFrameSamples / speechSampleRate;
/** What speech models hear at once. */
const longestSeconds = 30;
/** Sound kept before and after speech: soft beginnings and ends. */
const marginSeconds = 0.2;
/** Speech without a pause is cut at its quietest moment within so many seconds before the limit. */
const cutWithinSeconds = 8;
/** A pause this long ends a chunk: long silence invites speech models to make words up. */
const longestPauseSeconds = 3;

/**
 * Cuts a sound track into chunks that hold speech, at pauses; what is silence, noise or a tone is left out. Holds no more
 * than about a minute of sound. Yields `undefined` after each block without a chunk, so that progress can be told.
 */
export async function* cutSpeechChunks(
  blocks: AsyncIterable<AudioBlock>,
): AsyncGenerator<{ readonly secondsHeard: number; readonly chunk: SpeechChunk | undefined }, void> {
  const cutter = new SpeechCutter();
  for await (const { samples, startSeconds } of blocks) {
    const secondsHeard = startSeconds + samples.length / speechSampleRate;
    const chunks = cutter.push(samples);
    for (const chunk of chunks) yield { secondsHeard, chunk };
    if (chunks.length === 0) yield { secondsHeard, chunk: undefined };
  }
  for (const chunk of cutter.finish()) yield { secondsHeard: cutter.nowSeconds, chunk };
}

class SpeechCutter {
  readonly #activity = new VoiceActivity();
  #carry = new Float32Array(0);
  /** Frames kept, the first of which is number `#firstFrame`. */
  #frames: Float32Array[] = [];
  #firstFrame = 0;
  #speech: TimeSpan[] = [];

  get nowSeconds(): number {
    return (this.#firstFrame + this.#frames.length) * frameSeconds;
  }

  push(samples: Float32Array): SpeechChunk[] {
    const all = new Float32Array(this.#carry.length + samples.length);
    all.set(this.#carry);
    all.set(samples, this.#carry.length);
    const chunks: SpeechChunk[] = [];
    let at = 0;
    for (; at + voiceFrameSamples <= all.length; at += voiceFrameSamples) {
      const chunk = this.#pushFrame(all.subarray(at, at + voiceFrameSamples));
      if (chunk) chunks.push(chunk);
    }
    this.#carry = all.slice(at);
    return chunks;
  }

  finish(): SpeechChunk[] {
    const last = this.#activity.finish();
    if (last) this.#speech.push(last);
    const chunk = this.#takeChunk();
    return chunk ? [chunk] : [];
  }

  #pushFrame(frame: Float32Array): SpeechChunk | undefined {
    this.#frames.push(frame);
    const ended = this.#activity.push(frame);
    if (ended) this.#speech.push(ended);
    const openSince = this.#activity.openSinceSeconds;
    const [first, last] = [this.#speech[0], this.#speech.at(-1)];
    const now = this.nowSeconds + 2 * marginSeconds;
    if (first && last) {
      const isFull = now - first.startSeconds >= longestSeconds;
      const hasPaused = openSince === undefined && now - last.endSeconds >= longestPauseSeconds;
      if (isFull || hasPaused) return this.#takeChunk();
    } else if (openSince !== undefined && now - openSince >= longestSeconds) {
      const cut = this.#activity.cut(cutWithinSeconds);
      if (cut) this.#speech.push(cut);
      return this.#takeChunk();
    }
    if (openSince === undefined && !first) this.#forgetBefore(this.nowSeconds - marginSeconds);
    return undefined;
  }

  #takeChunk(): SpeechChunk | undefined {
    const speech = this.#speech;
    this.#speech = [];
    const [first, last] = [speech[0], speech.at(-1)];
    const openSince = this.#activity.openSinceSeconds ?? this.nowSeconds;
    let chunk: SpeechChunk | undefined;
    if (first && last) {
      // The margin after the last word ends where the next one begins.
      const end = Math.min(last.endSeconds + marginSeconds, Math.max(openSince, last.endSeconds));
      const from = Math.max(this.#firstFrame, Math.round((first.startSeconds - marginSeconds) / frameSeconds));
      const frames = this.#frames.slice(from - this.#firstFrame, Math.round(end / frameSeconds) - this.#firstFrame);
      const samples = new Float32Array(frames.length * voiceFrameSamples);
      frames.forEach((frame, index) => samples.set(frame, index * voiceFrameSamples));
      chunk = { startSeconds: from * frameSeconds, samples, speech };
    }
    this.#forgetBefore(openSince - marginSeconds);
    return chunk;
  }

  #forgetBefore(seconds: number): void {
    const gone = Math.max(0, Math.min(this.#frames.length, Math.floor(seconds / frameSeconds) - this.#firstFrame));
    if (gone === 0) return;
    this.#frames = this.#frames.slice(gone);
    this.#firstFrame += gone;
  }
}
