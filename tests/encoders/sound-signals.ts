const sampleRate = 16_000;

/** A part of a test recording: `seconds` of `wave(time, index)`, both counted from the recording's start. */
export interface SoundPart {
  readonly seconds: number;
  readonly wave?: (seconds: number, index: number) => number;
}

/** float32 mono at 16 kHz: the parts one after another over a bed that is heard all the time. */
export function synthesise(
  parts: readonly SoundPart[],
  bed: (seconds: number, index: number) => number = () => 0,
): Float32Array {
  const total = Math.round(parts.reduce((sum, { seconds }) => sum + seconds, 0) * sampleRate);
  const samples = Float32Array.from({ length: total }, (_, index) => bed(index / sampleRate, index));
  let at = 0;
  for (const { seconds, wave } of parts) {
    const end = at + Math.round(seconds * sampleRate);
    for (let index = at; wave && index < end; index += 1) {
      samples[index] = (samples[index] ?? 0) + wave((index - at) / sampleRate, index);
    }
    at = end;
  }
  return samples;
}

/** White noise between -1 and 1, the same for the same index: a hash, so that other languages can compute it. */
export function noise(index: number): number {
  let hash = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/** Something like a voice: harmonics of 140 Hz under two formants, at four syllables a second. */
export function babble(seconds: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic <= 20; harmonic += 1) {
    const frequency = 140 * harmonic;
    const formants = Math.exp(-(((frequency - 600) / 300) ** 2)) + 0.4 * Math.exp(-(((frequency - 1700) / 400) ** 2));
    sum += formants * Math.sin(2 * Math.PI * frequency * seconds);
  }
  return 0.06 * sum * (0.55 + 0.45 * Math.cos(2 * Math.PI * 4 * seconds));
}

/** A pure tone of 440 Hz. */
export function tone(seconds: number): number {
  return 0.2 * Math.sin(2 * Math.PI * 440 * seconds);
}
