import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ImageResampler } from '../../src/encoders/resample-image.js';
import { readGolden } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const rows = readGolden(
  'resampling',
  z.object({
    from: z.string(),
    to: z.string(),
    filter: z.enum(['bilinear', 'bicubic', 'lanczos']),
    pixels: z.string(),
  }),
);

describe('ImageResampler', () => {
  it.each(rows)('gives the bytes of Pillow: $from to $to, $filter', ({ from, to, filter, pixels }) => {
    const image = drawSized(from, 5);
    const noisy = { ...image, data: image.data.map((byte, index) => byte ^ ((index * 89) % 256)) };
    const [width = 0, height = 0] = to.split('x').map(Number);
    const resized = new ImageResampler(filter).resize(noisy, width, height);
    expect([resized.width, resized.height]).toEqual([width, height]);
    expect(Buffer.from(resized.data).equals(Buffer.from(pixels, 'base64'))).toBe(true);
  });

  it('serves pictures of different sizes one after another', () => {
    const resampler = new ImageResampler('bicubic');
    const sizes = ['64x48', '23x31', '64x48'];
    const mixed = sizes.map((size) => resampler.resize(drawSized(size, 2), 20, 20).data);
    const alone = sizes.map((size) => new ImageResampler('bicubic').resize(drawSized(size, 2), 20, 20).data);
    expect(mixed).toEqual(alone);
  });
});
