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

/** What is known of a frame. */
interface HeardFrame {
  readonly level: number;
  readonly isActive: boolean;
  readonly isVoiced: boolean;
}

/**
 * Finds speech in a stream of 20 ms frames. A frame is active when it is some dB louder than the noise floor; a span of
 * active frames (short pauses bridged) is speech when enough of it has the spectrum of a voice rather than of noise,
 * and when its level is not that of a steady tone. Errs towards speech: music with a beat passes, and is left to the
 * transcriber to refuse.
 */
export class VoiceActivity {
  readonly #floor = new NoiseFloor();
  #heard = 0;
  #quiet = 0;
  /** Frames since the last one that was quiet, until there are enough to begin a span; then all of the span. */
  #frames: HeardFrame[] = [];
  #isOpen = false;

  /** Where the span in work begins, if it should become one; in seconds from the first frame. */
  get openSinceSeconds(): number | undefined {
    return this.#frames.length > 0 ? this.#firstFrame * frameSeconds : undefined;
  }

  /** Takes the next frame, 320 samples of float32 mono at 16 kHz; gives the span of speech that it ends, in seconds from the first frame. */
  push(samples: Float32Array): TimeSpan | undefined {
    const level = levelOf(samples);
    const floor = this.#floor.follow(level);
    const isActive = level >= Math.max(quietestSpeech, floor + (this.#isOpen ? goOnAbove : beginAbove));
    this.#heard += 1;
    if (!isActive && !this.#isOpen) {
      this.#frames = [];
      return undefined;
    }
    this.#frames.push({ level, isActive, isVoiced: isActive && spectralFlatness(samples) < noisyFlatness });
    this.#isOpen ||= this.#frames.length >= onsetFrames;
    this.#quiet = isActive ? 0 : this.#quiet + 1;
    return this.#quiet >= hangoverFrames ? this.finish() : undefined;
  }

  /** Ends the span in work, at the end of the sound; gives it when it is speech. */
  finish(): TimeSpan | undefined {
    const firstFrame = this.#firstFrame;
    const frames = this.#isOpen ? this.#frames : [];
    this.#frames = [];
    this.#isOpen = false;
    this.#quiet = 0;
    return speechOf(frames, firstFrame);
  }

  /** Cuts the span in work at the quietest moment of its last seconds and goes on behind; gives the part before when it is speech. */
  cut(lastSeconds: number): TimeSpan | undefined {
    const from = Math.max(1, this.#frames.length - Math.round(lastSeconds / frameSeconds));
    let quietest = from;
    this.#frames.forEach(({ level }, index) => {
      if (index > from && level < (this.#frames[quietest]?.level ?? 0)) quietest = index;
    });
    const before = this.#frames.slice(0, quietest);
    const firstFrame = this.#firstFrame;
    this.#frames = this.#frames.slice(quietest);
    return speechOf(before, firstFrame);
  }

  get #firstFrame(): number {
    return this.#heard - this.#frames.length;
  }
}

/** The span of some frames up to the last active one, if they are speech. */
function speechOf(frames: readonly HeardFrame[], firstFrame: number): TimeSpan | undefined {
  const length = frames.findLastIndex(({ isActive }) => isActive) + 1;
  const active = frames.filter(({ isActive }) => isActive);
  const voiced = active.filter(({ isVoiced }) => isVoiced);
  if (length * frameSeconds < shortestSeconds || voiced.length < leastVoicedShare * active.length) return undefined;
  const levels = active.map(({ level }) => level).sort((a, b) => a - b);
  const at = (share: number): number => levels[Math.floor(share * (levels.length - 1))] ?? 0;
  if (length * frameSeconds >= steadySeconds && at(0.9) - at(0.1) < steadyDecibels) return undefined;
  return { startSeconds: firstFrame * frameSeconds, endSeconds: (firstFrame + length) * frameSeconds };
}
