import type { RgbImage } from '../domain/rgb-image.js';

/** Pillow's numbers for its filters, as `preprocessor_config.json` gives them. */
export const resampleFilters = { 1: 'lanczos', 2: 'bilinear', 3: 'bicubic' } as const;

/** A filter of {@link ImageResampler}. */
export type ResampleFilter = (typeof resampleFilters)[keyof typeof resampleFilters];

/** Fractional bits of the weights, so that a sum of 8-bit values fits in 32 bits with room for overshoot. */
const precisionBits = 22;
/** Rounds to nearest when the fractional bits are dropped. */
const half = 1 << (precisionBits - 1);

const filters: Readonly<Record<ResampleFilter, { readonly support: number; readonly weigh: (x: number) => number }>> = {
  bilinear: { support: 1, weigh: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weigh: weighBicubic },
  lanczos: { support: 3, weigh: weighLanczos },
};

/** Weights of the input values that make each output value of a line. */
interface Kernel {
  readonly inputLength: number;
  readonly outputLength: number;
  /** Weights per output value; unused ones are zero. */
  readonly size: number;
  /** First input value of each output value, and how many follow. */
  readonly firsts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
}

/**
 * Resizes pictures bit for bit as Pillow does (`Image.resize`, 8 bits a channel, as transformers' image processors use
 * it): antialiased convolution in two passes with fixed-point weights, rows first, rounded to 8 bits in between.
 * Source: Pillow's `Resample.c`.
 */
export class ImageResampler {
  readonly #filter: ResampleFilter;
  #rowKernel: Kernel | undefined;
  #columnKernel: Kernel | undefined;

  constructor(filter: ResampleFilter) {
    this.#filter = filter;
  }

  /** The picture at another size; itself when the size is the same. */
  resize(image: RgbImage, width: number, height: number): RgbImage {
    let data = image.data;
    if (image.width !== width) {
      this.#rowKernel = this.#kernel(this.#rowKernel, image.width, width);
      data = resampleRows(data, image.height, this.#rowKernel);
    }
    if (image.height !== height) {
      this.#columnKernel = this.#kernel(this.#columnKernel, image.height, height);
      data = resampleColumns(data, width * 3, this.#columnKernel);
    }
    return { width, height, data };
  }

  /** Frames of a video share their size: the last kernel fits nearly always. */
  #kernel(last: Kernel | undefined, inputLength: number, outputLength: number): Kernel {
    const fits = last?.inputLength === inputLength && last.outputLength === outputLength;
    return fits ? last : makeKernel(this.#filter, inputLength, outputLength);
  }
}

function makeKernel(filter: ResampleFilter, inputLength: number, outputLength: number): Kernel {
  const { support: filterSupport, weigh } = filters[filter];
  const scale = inputLength / outputLength;
  const filterScale = Math.max(1, scale);
  const support = filterSupport * filterScale;
  const size = Math.ceil(support) * 2 + 1;
  const firsts = new Int32Array(outputLength);
  const counts = new Int32Array(outputLength);
  const weights = new Int32Array(outputLength * size);
  for (let output = 0; output < outputLength; output += 1) {
    const center = (output + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(inputLength, Math.trunc(center + support + 0.5));
    const exact: number[] = [];
    // Pillow multiplies by the reciprocal; dividing would round differently.
    for (let input = first; input < end; input += 1) exact.push(weigh((input - center + 0.5) * (1 / filterScale)));
    const sum = exact.reduce((total, weight) => total + weight, 0);
    exact.forEach((weight, index) => {
      const scaled = (sum === 0 ? weight : weight / sum) * 2 ** precisionBits;
      weights[output * size + index] = Math.trunc(scaled + (scaled < 0 ? -0.5 : 0.5));
    });
    firsts[output] = first;
    counts[output] = exact.length;
  }
  return { inputLength, outputLength, size, firsts, counts, weights };
}

function weighBicubic(x: number): number {
  const a = -0.5;
  const distance = Math.abs(x);
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a;
  return 0;
}

/** A sinc, windowed by the middle of a sinc three times as wide. */
function weighLanczos(x: number): number {
  return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

// The loops below run for every pixel of every frame. Indices are in range by construction.
function resampleRows(data: Uint8Array, rows: number, kernel: Kernel): Uint8Array {
  const { inputLength, outputLength, size, firsts, counts, weights } = kernel;
  const output = new Uint8ClampedArray(rows * outputLength * 3);
  let target = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < outputLength; column += 1) {
      let [red, green, blue] = [half, half, half];
      let source = (row * inputLength + firsts[column]!) * 3;
      const start = column * size;
      const end = start + counts[column]!;
      for (let index = start; index < end; index += 1) {
        const weight = weights[index]!;
        red = (red + Math.imul(data[source]!, weight)) | 0;
        green = (green + Math.imul(data[source + 1]!, weight)) | 0;
        blue = (blue + Math.imul(data[source + 2]!, weight)) | 0;
        source += 3;
      }
      output[target] = red >> precisionBits;
      output[target + 1] = green >> precisionBits;
      output[target + 2] = blue >> precisionBits;
      target += 3;
    }
  }
  return new Uint8Array(output.buffer);
}

function resampleColumns(data: Uint8Array, stride: number, kernel: Kernel): Uint8Array {
  const { outputLength, size, firsts, counts, weights } = kernel;
  const output = new Uint8ClampedArray(outputLength * stride);
  for (let row = 0; row < outputLength; row += 1) {
    const start = row * size;
    const count = counts[row]!;
    const first = firsts[row]! * stride;
    const target = row * stride;
    for (let column = 0; column < stride; column += 1) {
      let sum = half;
      let source = first + column;
      for (let index = 0; index < count; index += 1) {
        sum = (sum + Math.imul(data[source]!, weights[start + index]!)) | 0;
        source += stride;
      }
      output[target + column] = sum >> precisionBits;
    }
  }
  return new Uint8Array(output.buffer);
}
