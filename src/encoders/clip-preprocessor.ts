import { join } from 'node:path';
import type { InlinePreprocessing } from './clip-role.js';
import { ImagePreprocessor } from './image-preprocessor.js';
import type { ClipRole } from './pack-manifest.js';
import { preprocessorConfigSchema, type PreprocessorConfig } from './preprocessor-config.js';
import { readPackJson } from './read-pack-json.js';

/** What is done to a clip model's frames, by its file or by its manifest. Throws PACK_DAMAGED and PACK_INVALID. */
export async function openClipPreprocessor(
  { preprocessor, preprocessing }: Pick<ClipRole, 'preprocessor' | 'preprocessing'>,
  folder: string,
): Promise<ImagePreprocessor> {
  if (preprocessing) return new ImagePreprocessor(toPreprocessorConfig(preprocessing), preprocessing.channelOrder);
  return new ImagePreprocessor(await readPackJson(join(folder, preprocessor ?? ''), preprocessorConfigSchema));
}

/** The manifest's short form in the terms of `preprocessor_config.json`. */
function toPreprocessorConfig({ size, crop, mean, std, resample, range }: InlinePreprocessing): PreprocessorConfig {
  const isEdge = typeof size === 'number';
  const cropSize = crop ?? (isEdge ? { height: size, width: size } : undefined);
  return {
    do_resize: true,
    size: isEdge ? { shortest_edge: size } : { height: size[0], width: size[1] },
    resample,
    do_center_crop: cropSize !== undefined,
    ...(cropSize && { crop_size: cropSize }),
    do_rescale: range === '0-1',
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: mean,
    image_std: std,
  };
}
