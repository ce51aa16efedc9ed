import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';
import type { FloatTensor } from './onnx-session.js';
import { preprocessorConfigSchema, type PreprocessorConfig } from './preprocessor-config.js';
import { readPackJson } from './read-pack-json.js';
import { ImageResampler } from './resample-image.js';

const channels = 3;

/** The order of a model's colour planes. */
export type ChannelOrder = 'rgb' | 'bgr';

/**
 * Turns pictures into pixel values exactly as transformers' PIL image processors do: resize, centre crop (short sides
 * are padded with zeros), rescale, normalise.
 */
export class ImagePreprocessor {
  /** Size of the pictures that the model gets, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Shortest edge, in pixels, below which pictures would have to be enlarged. */
  readonly inputEdge: number;
  readonly #config: PreprocessorConfig;
  readonly #resampler: ImageResampler;
  /** Pixel value of each byte, channel after channel. */
  readonly #values: Float32Array;
  readonly #channelOrder: ChannelOrder;

  /**
   * Mean and deviation are per channel in the model's order. Throws PACK_INVALID when the settings leave the size
   * open: a batch needs pictures of one size.
   */
  constructor(config: PreprocessorConfig, channelOrder: ChannelOrder = 'rgb') {
    const fixed = config.do_center_crop ? config.crop_size : config.do_resize ? config.size : undefined;
    if (!fixed || !('height' in fixed)) {
      throw new AskreelError('PACK_INVALID', 'The preprocessor does not give all pictures the same size.', {
        hint: 'Set `crop_size` with `do_center_crop`, or `size` to a height and a width.',
      });
    }
    this.#config = config;
    this.#channelOrder = channelOrder;
    [this.width, this.height] = [fixed.width, fixed.height];
    const { size } = config;
    this.inputEdge = !config.do_resize
      ? Math.max(this.width, this.height)
      : 'shortest_edge' in size
        ? size.shortest_edge
        : Math.max(size.width, size.height);
    this.#resampler = new ImageResampler(config.resample ?? defaultFilter(config));
    this.#values = tabulateValues(config);
  }

  /** Reads the settings from a pack's file. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(path: string): Promise<ImagePreprocessor> {
    return new ImagePreprocessor(await readPackJson(path, preprocessorConfigSchema));
  }

  /** Pixel values of a batch: float32 [images, 3, height, width]. Throws BAD_ARGUMENT for a picture without pixels. */
  prepare(images: readonly RgbImage[]): FloatTensor {
    const imageLength = channels * this.height * this.width;
    const data = new Float32Array(images.length * imageLength);
    images.forEach((image, index) => {
      requirePixels(image);
      this.#write(this.#resize(image), data, index * imageLength);
    });
    return { type: 'float32', data, shape: [images.length, channels, this.height, this.width] };
  }

  #resize(image: RgbImage): RgbImage {
    const { do_resize: doResize, size } = this.#config;
    if (!doResize) return image;
    if ('height' in size) return this.#resampler.resize(image, size.width, size.height);
    const { shortest_edge: short } = size;
    const long = Math.trunc((short * Math.max(image.width, image.height)) / Math.min(image.width, image.height));
    return image.width <= image.height
      ? this.#resampler.resize(image, short, long)
      : this.#resampler.resize(image, long, short);
  }

  /** Writes the middle of the picture as planes. Where the picture is too small, what lies outside of it is zero. */
  #write(image: RgbImage, target: Float32Array, offset: number): void {
    const { width, height } = this;
    const top = Math.floor((image.height - height) / 2);
    const left = Math.floor((image.width - width) / 2);
    const plane = width * height;
    for (let channel = 0; channel < channels; channel += 1) {
      const values = this.#values.subarray(channel * 256, (channel + 1) * 256);
      const sourceChannel = this.#channelOrder === 'bgr' ? channels - 1 - channel : channel;
      let index = offset + channel * plane;
      for (let row = top; row < top + height; row += 1) {
        const inside = row >= 0 && row < image.height;
        let source = (row * image.width + left) * channels + sourceChannel;
        for (let column = left; column < left + width; column += 1) {
          const byte = inside && column >= 0 && column < image.width ? image.data[source] : 0;
          target[index] = values[byte ?? 0] ?? 0;
          source += channels;
          index += 1;
        }
      }
    }
  }
}

/** The processors' own default, for files that do not say. */
function defaultFilter(config: PreprocessorConfig): 'bilinear' | 'bicubic' {
  return config.image_processor_type?.startsWith('CLIP') === false ? 'bilinear' : 'bicubic';
}

/** A byte has only 256 values: rescaling and normalising them in float32 steps, as numpy does, is done once. */
function tabulateValues(config: PreprocessorConfig): Float32Array {
  const values = new Float32Array(channels * 256);
  for (let channel = 0; channel < channels; channel += 1) {
    const mean = Math.fround(config.image_mean[channel] ?? 0);
    const deviation = Math.fround(config.image_std[channel] ?? 1);
    for (let byte = 0; byte < 256; byte += 1) {
      const rescaled = Math.fround(config.do_rescale ? byte * config.rescale_factor : byte);
      const normalised = config.do_normalize ? Math.fround(rescaled - mean) / deviation : rescaled;
      values[channel * 256 + byte] = normalised;
    }
  }
  return values;
}

function requirePixels({ width, height, data }: RgbImage): void {
  if (width >= 1 && height >= 1 && data.length === width * height * channels) return;
  throw new AskreelError('BAD_ARGUMENT', `A picture of ${width} × ${height} pixels cannot have ${data.length} bytes.`);
}
