import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EncoderSet, MomentPredictor } from '../../src/encoders/contracts.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { packedFloats } from './golden-values.js';

const folder = fileURLToPath(new URL('../../data/models/starter', import.meta.url));
const goldenSchema = z.object({
  width: z.int(),
  steps: packedFloats,
  text: packedFloats,
  spans: packedFloats,
  scores: packedFloats,
  saliency: packedFloats,
});

describe.skipIf(!existsSync(`${folder}/moments/model.onnx`))('the starter pack’s moment predictor', () => {
  let encoders: EncoderSet;
  let predictor: MomentPredictor;
  beforeAll(async () => {
    encoders = await openEncoders(await loadModelPack(folder), { threads: 1 });
    predictor = encoders.moments!;
  });
  afterAll(() => encoders.close());

  it('says what PyTorch says', async () => {
    const path = new URL('golden/moments.json', import.meta.url);
    const golden = goldenSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { moments, saliency } = await predictor.predict(golden.steps, golden.width, golden.text);
    saliency.forEach((value, step) => expect(Math.abs(value - golden.saliency[step]!)).toBeLessThan(0.01));
    expect(saliency).toHaveLength(golden.saliency.length);
    const wanted = Array.from(golden.scores, (score, index) => ({
      score,
      startStep: Math.max(0, golden.spans[2 * index]!),
      endStep: golden.spans[2 * index + 1]!,
    })).sort((a, b) => b.score - a.score);
    for (const moment of moments) {
      const close = wanted.filter(
        ({ score, startStep, endStep }) =>
          Math.abs(score - moment.score) < 0.01 &&
          Math.abs(startStep - moment.startStep) < 0.1 &&
          Math.abs(endStep - moment.endStep) < 0.1,
      );
      expect(close.length).toBeGreaterThan(0);
    }
    expect(moments.length).toBe(wanted.filter(({ startStep, endStep }) => endStep > startStep).length);
  });

  it('refuses steps of encoders that it was not trained for', async () => {
    const steps = new Float32Array(4 * 12);
    await expect(predictor.predict(steps, 12, new Float32Array(1))).rejects.toMatchObject({ code: 'PACK_INVALID' });
  });
});
