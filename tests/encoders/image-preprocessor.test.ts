import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ImagePreprocessor } from '../../src/encoders/image-preprocessor.js';
import { preprocessorConfigSchema } from '../../src/encoders/preprocessor-config.js';
import { readGolden } from './golden-values.js';
import { drawPicture, drawSized } from './test-pictures.js';

const rows = readGolden('preprocessing', z.object({ config: z.string(), from: z.string(), sha256: z.string() }));

function open(config: unknown): ImagePreprocessor {
  return new ImagePreprocessor(preprocessorConfigSchema.parse(config));
}

describe('ImagePreprocessor', () => {
  it.each(rows.map((row, index) => ({ ...row, index })))(
    'gives the float32 values of transformers, bit for bit: settings $index, $from',
    ({ config, from, sha256 }) => {
      const pixels = open(JSON.parse(config)).prepare([drawSized(from, 7)]);
      expect(createHash('sha256').update(new Uint8Array(pixels.data.buffer)).digest('hex')).toBe(sha256);
    },
  );

  it('puts a batch of pictures of different sizes one after another', () => {
    const preprocessor = open({ size: { height: 6, width: 8 }, do_center_crop: false, resample: 2 });
    const pictures = [drawPicture(20, 10, 1), drawPicture(8, 6, 2)];
    const batch = preprocessor.prepare(pictures);
    expect(batch.shape).toEqual([2, 3, 6, 8]);
    const alone = pictures.flatMap((picture) => [...preprocessor.prepare([picture]).data]);
    expect([...batch.data]).toEqual(alone);
  });

  it('reads bare numbers as transformers does', () => {
    const preprocessor = open({ size: 16, crop_size: 12, resample: 3 });
    expect([preprocessor.inputEdge, preprocessor.width, preprocessor.height]).toEqual([16, 12, 12]);
  });

  it('refuses settings that leave the size open, and pictures without pixels', () => {
    expect(() => open({ size: { shortest_edge: 16 }, do_center_crop: false })).toThrowError(
      expect.objectContaining({ code: 'PACK_INVALID' }),
    );
    const square = open({ size: { height: 4, width: 4 }, do_center_crop: false });
    expect(() => square.prepare([{ width: 2, height: 2, data: new Uint8Array(3) }])).toThrowError(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    );
  });
});
