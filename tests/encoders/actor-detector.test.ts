import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { frameBoxIou } from '../../src/domain/frame-box.js';
import { decodeDetections } from '../../src/encoders/decode-detections.js';
import { loadModelPack, type ModelPack } from '../../src/encoders/load-model-pack.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxActorDetector } from '../../src/encoders/onnx-actor-detector.js';
import { packedFloats, readGolden } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const folder = fileURLToPath(new URL('../../data/models/starter', import.meta.url));
const row = z.object({
  scene: z.int(),
  picture: z.string(),
  middles: packedFloats,
  edges: packedFloats,
  labels: packedFloats,
});
const golden = readGolden('detector', row);
const cells = 12;

describe('the detector of the starter pack', () => {
  const runtime = new ModelRuntime({ threads: 1 });
  let pack: ModelPack;
  beforeAll(async () => {
    pack = await loadModelPack(folder);
  });
  afterAll(() => runtime.close());

  it('finds what PyTorch finds, down to the unlikely', async () => {
    const role = { ...pack.manifest.roles.detector!, leastScore: 1e-4 };
    const detector = await OnnxActorDetector.open(role, pack, runtime);
    const found = await detector.detect(golden.map(({ picture, scene }) => drawSized(picture, scene)));
    golden.forEach((maps, index) => {
      const expected = decodeDetections({ rows: cells, columns: cells, ...maps }, role);
      expect(expected.length).toBeGreaterThan(0);
      const [best, own] = [expected[0]!, found[index]![0]!];
      expect(frameBoxIou(own.box, best.box)).toBeGreaterThan(0.98);
      expect(own.score).toBeCloseTo(best.score, 2);
      best.probabilities.forEach((value, label) => expect(own.probabilities[label]).toBeCloseTo(value, 1));
    });
  });

  it('refuses a role that does not fit its maps', async () => {
    const role = { ...pack.manifest.roles.detector!, labelGroups: [['dog']] };
    const detector = await OnnxActorDetector.open(role, pack, runtime);
    await expect(detector.detect([drawSized('64x48', 1)])).rejects.toMatchObject({ code: 'PACK_INVALID' });
  });
});

describe('decodeDetections', () => {
  const size = { rows: 4, columns: 4 };
  const flat = (value: number, planes = 1): Float32Array => new Float32Array(16 * planes).fill(value);
  const role = { labelGroups: [['dog', 'cat'], ['red']], leastScore: 0.3 };

  it('takes peaks, not their shoulders, with boxes clipped to the picture', () => {
    const middles = flat(-9);
    middles.set([2, 3], 4);
    const labels = flat(0, 3);
    labels[16 + 5] = 5;
    const [thing, ...others] = decodeDetections({ ...size, middles, edges: flat(1, 4), labels }, role);
    expect(others).toEqual([]);
    expect(thing?.box).toEqual({ left: 0.125, top: 0.125, right: 0.625, bottom: 0.625 });
    expect(thing?.score).toBeCloseTo(0.953, 3);
    expect([...(thing?.probabilities ?? [])].map((value) => Math.round(value))).toEqual([0, 1, 1]);
    const [wide] = decodeDetections({ ...size, middles, edges: flat(9, 4), labels }, role);
    expect(wide?.box).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
  });

  it('keeps one of two peaks with the same box, and none below the threshold', () => {
    const middles = flat(-9);
    middles[0] = 1;
    middles[15] = 2;
    const maps = { ...size, middles, edges: flat(9, 4), labels: flat(0, 3) };
    expect(decodeDetections(maps, role)).toHaveLength(1);
    expect(decodeDetections({ ...maps, edges: flat(0.5, 4) }, role)).toHaveLength(2);
    expect(decodeDetections(maps, { ...role, leastScore: 0.95 })).toEqual([]);
  });
});
