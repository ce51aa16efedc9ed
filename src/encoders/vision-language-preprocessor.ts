import { join } from 'node:path';
import { z } from 'zod';
import type { RgbImage } from '../domain/rgb-image.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { FloatTensor } from './onnx-session.js';
import { preprocessorConfigSchema, type PreprocessorConfig } from './preprocessor-config.js';
import { readPackJson } from './read-pack-json.js';
import { ImageResampler } from './resample-image.js';

const longestEdge = z.object({ longest_edge: z.int().positive().max(4096) });

/** `preprocessor_config.json` as transformers' SmolVLM and Idefics3 image processors save it. */
const schema = preprocessorConfigSchema.omit({ size: true, do_center_crop: true, crop_size: true }).extend({
  size: longestEdge,
  max_image_size: longestEdge,
  video_sampling: z.object({ video_size: longestEdge }).optional(),
});

/** Frames are asked for at this part of the longest edge: what a 4:3 picture's short edge then is. */
const shortEdgePart = 3 / 4;

/**
 * Turns frames into pixel values as SmolVLM's processors do with the frames of a video: the longest edge to the
 * size for videos, then a square, by Lanczos; no tiles. Bit for bit, which transformers.js does not give: its resizing
 * is that of another library.
 */
export class VisionLanguagePreprocessor {
  /** Width and height of the pictures that the model gets, in pixels. */
  readonly edge: number;
  /** Shortest edge, in pixels, above which frames have more detail than is looked at. */
  readonly inputEdge: number;
  readonly #longestEdge: number;
  readonly #toSize: ImageResampler;
  readonly #toSquare: ImageResampler;
  readonly #values: ImagePreprocessor;

  private constructor(config: Omit<PreprocessorConfig, 'size' | 'do_center_crop'>, longest: number, edge: number) {
    this.edge = edge;
    this.#longestEdge = longest;
    this.inputEdge = Math.ceil(shortEdgePart * longest);
    const filter = config.resample ?? 'lanczos';
    this.#toSize = new ImageResampler(filter);
    this.#toSquare = new ImageResampler(filter);
    const square = { height: edge, width: edge };
    this.#values = new ImagePreprocessor({
      ...config,
      do_resize: false,
      size: square,
      do_center_crop: true,
      crop_size: square,
    });
  }

  /** Reads a hub folder's settings. Throws PACK_DAMAGED and PACK_INVALID. */
  static async load(folder: string): Promise<VisionLanguagePreprocessor> {
    const config = await readPackJson(join(folder, 'preprocessor_config.json'), schema);
    const { size, max_image_size: square, video_sampling: video, ...others } = config;
    const longest = (video?.video_size ?? size).longest_edge;
    return new VisionLanguagePreprocessor(others, longest, square.longest_edge);
  }

  /** Pixel values of a frame: float32 [1, 3, `edge`, `edge`]. Throws BAD_ARGUMENT for a picture without pixels. */
  prepare(image: RgbImage): FloatTensor {
    const [width, height] = this.#fit(image);
    const fitted = this.#toSize.resize(image, width, height);
    return this.#values.prepare([this.#toSquare.resize(fitted, this.edge, this.edge)]);
  }

  /** The reference rounds the shorter edge down, and up again to an even number. */
  #fit({ width, height }: RgbImage): [number, number] {
    const long = this.#longestEdge;
    const ratio = width / height;
    const short = Math.max(1, toEven(Math.trunc(width >= height ? long / ratio : long * ratio)));
    return width >= height ? [long, short] : [short, long];
  }
}

function toEven(pixels: number): number {
  return pixels + (pixels % 2);
}
