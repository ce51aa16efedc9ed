/** Points of the transform; a frame of fewer samples is filled up with zeros. */
const points = 512;
const half = points / 2;
const cosines = Float64Array.from({ length: half }, (_, index) => Math.cos((2 * Math.PI * index) / points));
const sines = Float64Array.from({ length: half }, (_, index) => Math.sin((2 * Math.PI * index) / points));

/** The band that carries voices, as transform bins of 31.25 Hz: 94 Hz to 4 kHz. */
const [firstBin, lastBin] = [3, 128];

/**
 * How much like noise a frame sounds: the geometric mean of its power spectrum over the arithmetic one, in the band of
 * voices. About 0.5 for white noise, under 0.2 for vowels and tones; 1 for silence.
 *
 * @param samples float32 mono at 16 kHz, at most 512 of them (20 to 32 ms).
 */
export function spectralFlatness(samples: Float32Array): number {
  const real = new Float64Array(points);
  const imaginary = new Float64Array(points);
  const length = Math.min(samples.length, points);
  for (let index = 0; index < length; index += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / length);
    real[index] = (samples[index] ?? 0) * window;
  }
  transform(real, imaginary);
  let [sum, logSum] = [0, 0];
  for (let bin = firstBin; bin <= lastBin; bin += 1) {
    const power = (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2 + 1e-12;
    sum += power;
    logSum += Math.log(power);
  }
  const bins = lastBin - firstBin + 1;
  return Math.exp(logSum / bins) / (sum / bins);
}

/** The fast Fourier transform of Cooley and Tukey (1965), in place. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let index = 1, mirrored = 0; index < points; index += 1) {
    let bit = half;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (index >= mirrored) continue;
    [real[index], real[mirrored]] = [real[mirrored] ?? 0, real[index] ?? 0];
    [imaginary[index], imaginary[mirrored]] = [imaginary[mirrored] ?? 0, imaginary[index] ?? 0];
  }
  for (let size = 2; size <= points; size *= 2) {
    const step = points / size;
    for (let start = 0; start < points; start += size) {
      for (let offset = 0; offset < size / 2; offset += 1) {
        const [low, high] = [start + offset, start + offset + size / 2];
        const [cosine, sine] = [cosines[offset * step] ?? 0, -(sines[offset * step] ?? 0)];
        const x = (real[high] ?? 0) * cosine - (imaginary[high] ?? 0) * sine;
        const y = (real[high] ?? 0) * sine + (imaginary[high] ?? 0) * cosine;
        real[high] = (real[low] ?? 0) - x;
        imaginary[high] = (imaginary[low] ?? 0) - y;
        real[low] = (real[low] ?? 0) + x;
        imaginary[low] = (imaginary[low] ?? 0) + y;
      }
    }
  }
}
