import { readFileSync } from 'node:fs';
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClipRole } from '../../src/encoders/clip-role.js';
import { loadPack } from '../../src/encoders/load-model-pack.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxClipEncoder } from '../../src/encoders/onnx-clip-encoder.js';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import { tapModel } from '../../src/encoders/tap-model.js';
import { cosine, packedFloats } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const fixtures = fileURLToPath(new URL('fixtures/clip-models', import.meta.url));
const golden = z
  .array(
    z.object({
      pack: z.string(),
      frames: z.int(),
      picture: z.string(),
      clips: z.array(z.object({ scene: z.int(), probabilities: packedFloats, features: packedFloats.optional() })),
    }),
  )
  .parse(JSON.parse(readFileSync(join(fixtures, 'golden.json'), 'utf8')));

type Golden = (typeof golden)[number];
const goldenOf = (pack: string): Golden => golden.find((item) => item.pack === pack)!;
const framesOf = ({ picture, frames }: Golden, scene: number): RgbImage[] =>
  Array.from({ length: frames }, (_, step) => drawSized(picture, scene + step, step));

/** Logits up to a constant: of a mean of 0. */
function logitsOf(probabilities: Float32Array): Float32Array {
  const logs = probabilities.map((value) => Math.log(Math.max(value, 1e-30)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return logs.map((value) => value - mean);
}

function swapColours({ width, height, data }: RgbImage): RgbImage {
  return { width, height, data: data.map((_, at) => data[at + 2 - 2 * (at % 3)] ?? 0) };
}

let runtime: ModelRuntime;
beforeAll(() => {
  runtime = new ModelRuntime({ providers: ['cpu'], threads: 1 });
});
afterAll(() => runtime.close());

async function roleOf(name: string): Promise<ClipRole> {
  const { manifest } = await loadPack(join(fixtures, name));
  return manifest.roles.clip!;
}

async function open(name: string, changes: Partial<ClipRole> = {}): Promise<OnnxClipEncoder> {
  return OnnxClipEncoder.open({ ...(await roleOf(name)), ...changes }, { folder: join(fixtures, name) }, runtime);
}

describe.each(golden)('$pack', (reference) => {
  const clips = reference.clips.map(({ scene }) => framesOf(reference, scene));

  it.each([1, 2])('gives the probabilities of the reference, %i at a time', async (batch) => {
    const encoder = await open(reference.pack, { batch });
    const encodings = await encoder.encode(clips);
    expect(encodings).toHaveLength(2);
    expect(encoder.labels).toEqual(['waves', 'walks', 'jumps', 'falls', 'dances']);
    encodings.forEach(({ probabilities }, index) => {
      const expected = reference.clips[index]!.probabilities;
      expect(cosine(logitsOf(probabilities), logitsOf(expected))).toBeGreaterThanOrEqual(0.9999);
      probabilities.forEach((value, label) => expect(value).toBeCloseTo(expected[label]!, 2));
    });
  });

  it('would not give them for another clip, other colours or another order of frames', async () => {
    const [first, second] = reference.clips;
    const expected = logitsOf(first!.probabilities);
    expect(cosine(logitsOf(second!.probabilities), expected)).toBeLessThan(0.999);
    const frames = clips[0]!;
    const [swapped, reversed] = await (
      await open(reference.pack)
    ).encode([frames.map(swapColours), frames.toReversed()]);
    expect(cosine(logitsOf(swapped!.probabilities), expected)).toBeLessThan(0.999);
    // The mean of frames that are judged one by one knows no order.
    if (reference.pack !== 'tsn') expect(cosine(logitsOf(reversed!.probabilities), expected)).toBeLessThan(0.999);
  });
});

describe('features from inside a graph that gives only scores', () => {
  it.each(['timesformer', 'videomae', 'conv-3d'])('%s: what the classifier looks at', async (name) => {
    const reference = goldenOf(name);
    const encoder = await open(name);
    const encodings = await encoder.encode(reference.clips.map(({ scene }) => framesOf(reference, scene)));
    encodings.forEach(({ features, pooled }, index) => {
      const expected = reference.clips[index]!.features!;
      expect(cosine(features!, expected)).toBeGreaterThanOrEqual(0.9999);
      const width = pooled!.length;
      const mean = Float32Array.from({ length: width }, (_, column) =>
        expected.reduce((sum, value, at) => (at % width === column ? sum + value : sum), 0),
      );
      expect(cosine(pooled!, mean)).toBeGreaterThanOrEqual(0.9999);
      expect(Math.hypot(...pooled!)).toBeCloseTo(1, 5);
    });
    expect(await encoder.featuresRefused()).toBeUndefined();
  });

  it('are left out when the pack says so, at the same scores', async () => {
    const reference = goldenOf('timesformer');
    const role = await roleOf('timesformer');
    const encoder = await open('timesformer', { outputs: { ...role.outputs, features: { tap: 'none' } } });
    const [encoding] = await encoder.encode([framesOf(reference, reference.clips[0]!.scene)]);
    expect(encoding).not.toHaveProperty('features');
    expect(encoding).not.toHaveProperty('pooled');
    expect(cosine(encoding!.probabilities, reference.clips[0]!.probabilities)).toBeGreaterThanOrEqual(0.9999);
  });

  it('refuses a tensor that the graph does not compute', async () => {
    const role = await roleOf('timesformer');
    const encoder = await open('timesformer', { outputs: { ...role.outputs, features: { tap: 'no_such' } } });
    await expect(encoder.encode([framesOf(goldenOf('timesformer'), 1)])).rejects.toMatchObject({
      code: 'PACK_INVALID',
    });
  });

  it('does without them, and says why, where the weights lie beside the model', async () => {
    await inCopyOf('timesformer', async (folder) => {
      const path = join(folder, 'model.onnx');
      // graph (7) { initializer (5) { data_location (14): EXTERNAL (1) } }, merged into the model by protobuf's rules
      await appendFile(path, Buffer.from([0x3a, 4, 0x2a, 2, 0x70, 1]));
      expect(await tapModel(path, { tap: 'auto', logits: 'logits' })).toEqual({
        tap: { refused: 'its weights lie in files beside it, which are not found from memory' },
      });
    });
  });
});

it('refuses labels that are not those of the model', async () => {
  await inCopyOf('conv-3d', async (folder) => {
    await writeFile(join(folder, 'labels.txt'), 'waves\nwalks\n');
    const encoder = await OnnxClipEncoder.open(await roleOf('conv-3d'), { folder }, runtime);
    await expect(encoder.encode([framesOf(goldenOf('conv-3d'), 1)])).rejects.toMatchObject({
      code: 'PACK_INVALID',
      message: 'The model model.onnx gives 5 scores a clip; the pack names 2 labels.',
    });
    await writeFile(join(folder, 'labels.txt'), 'waves\nwaves\n');
    await expect(OnnxClipEncoder.open(await roleOf('conv-3d'), { folder }, runtime)).rejects.toMatchObject({
      code: 'PACK_INVALID',
    });
  });
});

async function inCopyOf(name: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'askreel-clip-'));
  try {
    await cp(join(fixtures, name), folder, { recursive: true });
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
