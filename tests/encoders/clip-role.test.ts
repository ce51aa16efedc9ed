import { describe, expect, it } from 'vitest';
import { clipRoleSchema } from '../../src/encoders/clip-role.js';

const role = {
  model: 'model.onnx',
  preprocessor: 'preprocessor_config.json',
  config: 'config.json',
  frames: 8,
  inputs: { pixels: 'pixel_values' },
  outputs: { logits: 'logits' },
};

describe('the clip role of a manifest', () => {
  it('means TimeSformer unless it says otherwise', () => {
    expect(clipRoleSchema.parse(role)).toMatchObject({
      layout: 'NTCHW',
      sampling: 'uniform',
      activation: 'softmax',
      outputs: { features: { tap: 'auto' } },
      batch: 1,
    });
  });

  it.each([
    ['no preprocessing', { preprocessor: undefined }, /either `preprocessor` or `preprocessing`/],
    ['two preprocessings', { preprocessing: { size: 112 } }, /either `preprocessor` or `preprocessing`/],
    ['no labels', { config: undefined }, /either `config` or `labels`/],
    [
      'two pathways in a model of one',
      { inputs: { slow: 's', fast: 'f' } },
      /`slow` and `fast` for the layout slowfast/,
    ],
    ['one pathway in a model of two', { layout: 'slowfast' }, /`slow` and `fast` for the layout slowfast/],
    [
      'frames that the slow pathway cannot divide',
      { layout: 'slowfast', inputs: { slow: 's', fast: 'f' }, frames: 9 },
      /`alpha` divides/,
    ],
    ['an unknown layout', { layout: 'CHWN' }, /layout|expected/i],
  ])('refuses %s', (_what, change, words) => {
    expect(clipRoleSchema.safeParse({ ...role, ...change }).error?.message).toMatch(words);
  });
});
