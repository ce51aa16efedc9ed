import type { TimeSpan } from '../domain/time-span.js';
import { NoiseFloor } from './noise-floor.js';
import { spectralFlatness } from './spectral-flatness.js';

/** Samples a second of all sound that this room takes. */
export const speechSampleRate = 16_000;

/** Samples in a frame: 20 ms. */
export const voiceFrameSamples = 320;

const frameSeconds = voiceFrameSamples / speechSampleRate;
/** Nothing quieter is speech, in dB of full scale, whatever the floor. */
const quietestSpeech = -52;
/** How far above the noise floor speech begins, and goes on, in dB. */
const [beginAbove, goOnAbove] = [10, 7];
/** Frames over the threshold that begin speech (60 ms), and frames under it that end it (300 ms, longer than a stop consonant). */
const [onsetFrames, hangoverFrames] = [3, 15];
/** Shorter than this is a click. */
const shortestSeconds = 0.16;
/** Frames flatter than this sound like noise; so many of a span's frames must not. */
const noisyFlatness = 0.33;
const leastVoicedShare = 0.25;
/** Voices rise and fall: a level that stays within so many dB for half a second is a tone or a hum. */
const [steadyDecibels, steadySeconds] = [2, 0.5];

/** Level of a frame in dB of full scale, without its direct current; -100 for silence. */
export function levelOf(samples: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of samples) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, samples.length);
  return 10 * Math.log10(Math.max(1e-10, squares / Math.max(1, samples.length) - mean * mean));
}

/** A stretch that may be speech, while it goes on. */
interface OpenSpan {
  readonly firstFrame: number;
  lastFrame: number;
  active: number;
  voiced: number;
  readonly levels: number[];
}

/**
 * Finds speech in a stream of 20 ms frames. A frame is active when it is some dB louder than the noise floor; a span of
 * active frames (short pauses bridged) is speech when enough of it has the spectrum of a voice rather than of noise,
 * and when its level is not that of a steady tone. Errs towards speech: music with a beat passes, and is left to the
 * transcriber to refuse.
 */
export class VoiceActivity {
  readonly #floor = new NoiseFloor();
  #frame = 0;
  #onset = 0;
  #quiet = 0;
  #open: OpenSpan | undefined;

  /** Whether the last frame lies in what may become a span. */
  get isOpen(): boolean {
    return this.#open !== undefined || this.#onset > 0;
  }

  /** Takes the next frame, 320 samples of float32 mono at 16 kHz; gives the span of speech that it ends, in seconds from the first frame. */
  push(samples: Float32Array): TimeSpan | undefined {
    const level = levelOf(samples);
    const floor = this.#floor.follow(level);
    const isActive = level >= Math.max(quietestSpeech, floor + (this.#open ? goOnAbove : beginAbove));
    const frame = this.#frame;
    this.#frame += 1;
    this.#onset = isActive ? this.#onset + 1 : 0;
    if (!this.#open && isActive) {
      if (this.#onset < onsetFrames) return undefined;
      const firstFrame = frame - onsetFrames + 1;
      this.#open = { firstFrame, lastFrame: frame, active: 0, voiced: 0, levels: [] };
    }
    if (!this.#open) return undefined;
    if (isActive) {
      this.#open.lastFrame = frame;
      this.#open.active += 1;
      this.#open.levels.push(level);
      if (spectralFlatness(samples) < noisyFlatness) this.#open.voiced += 1;
      this.#quiet = 0;
      return undefined;
    }
    this.#quiet += 1;
    return this.#quiet >= hangoverFrames ? this.finish() : undefined;
  }

  /** Ends the span in work, at the end of the sound or where it grows too long; gives it when it is speech. */
  finish(): TimeSpan | undefined {
    const open = this.#open;
    this.#open = undefined;
    this.#onset = 0;
    this.#quiet = 0;
    if (!open) return undefined;
    const span = { startSeconds: open.firstFrame * frameSeconds, endSeconds: (open.lastFrame + 1) * frameSeconds };
    return isSpeech(open, span.endSeconds - span.startSeconds) ? span : undefined;
  }
}

/** All spans of speech in a recording: float32 mono at 16 kHz. */
export function findSpeech(samples: Float32Array): TimeSpan[] {
  const activity = new VoiceActivity();
  const spans: TimeSpan[] = [];
  for (let start = 0; start + voiceFrameSamples <= samples.length; start += voiceFrameSamples) {
    const span = activity.push(samples.subarray(start, start + voiceFrameSamples));
    if (span) spans.push(span);
  }
  const last = activity.finish();
  return last ? [...spans, last] : spans;
}

function isSpeech({ active, voiced, levels }: OpenSpan, seconds: number): boolean {
  if (seconds < shortestSeconds || voiced < leastVoicedShare * active) return false;
  if (seconds < steadySeconds) return true;
  const sorted = levels.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(0.9) - at(0.1) >= steadyDecibels;
}
