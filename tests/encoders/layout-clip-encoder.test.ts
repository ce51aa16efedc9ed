import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import type { ActorDetector, ClipEncoder, Detection } from '../../src/encoders/contracts.js';
import { LayoutClipEncoder } from '../../src/encoders/layout-clip-encoder.js';
import { loadModelPack, type ModelPack } from '../../src/encoders/load-model-pack.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxClipEncoder } from '../../src/encoders/onnx-clip-encoder.js';
import { stackThings } from '../../src/encoders/stack-things.js';
import { packedFloats, readGolden } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const folder = fileURLToPath(new URL('../../data/models/starter', import.meta.url));
const goldenRow = z.object({
  things: packedFloats,
  probabilities: packedFloats,
  features: packedFloats,
  logits: packedFloats,
});
const frames = 8;

describe('the layout model of the starter pack', () => {
  const runtime = new ModelRuntime({ threads: 1 });
  let pack: ModelPack;
  let real: OnnxClipEncoder;
  beforeAll(async () => {
    pack = await loadModelPack(folder);
    real = await OnnxClipEncoder.open(pack.manifest.roles.clip!, pack, runtime);
  });
  afterAll(() => runtime.close());

  const judge = (things: readonly (readonly Detection[])[], opinion: Partial<ClipEncoder> = {}): LayoutClipEncoder =>
    new LayoutClipEncoder(
      pack.manifest.roles.layout!,
      { clip: clipEncoderWithoutOpinion(real, opinion), detector: detectorOf(things) },
      pack,
      runtime,
    );
  const bestLabel = async (things: readonly (readonly Detection[])[]): Promise<string | undefined> => {
    const [encoding] = await judge(things).encode([blankClip()]);
    const { probabilities } = encoding!;
    return real.labels[probabilities.indexOf(Math.max(...probabilities))];
  };

  it('says what PyTorch says, of a clip without anything as well', async () => {
    const { model: file, inputs, outputs, thingsPerFrame } = pack.manifest.roles.layout!;
    const model = runtime.model(`${folder}/${file}`);
    const golden = readGolden('layout', goldenRow);
    expect(golden.length).toBeGreaterThan(1);
    for (const { things, probabilities, features, logits: expected } of golden) {
      const shaped = (data: Float32Array, ...shape: number[]) => ({
        type: 'float32' as const,
        data,
        shape: [1, ...shape],
      });
      const [logits] = await model.run(
        {
          [inputs.things]: shaped(things, frames, thingsPerFrame, things.length / (frames * thingsPerFrame)),
          [inputs.probabilities]: shaped(probabilities, real.labels.length),
          [inputs.features]: shaped(features, features.length),
        },
        [outputs.logits],
      );
      expect(logits.data).toHaveLength(real.labels.length);
      logits.data.forEach((value, index) => expect(Math.abs(value - expected[index]!)).toBeLessThan(0.05));
    }
  });

  const steady = (share: (time: number) => number) =>
    Array.from({ length: frames }, (_, index) => share((index + 0.5) / frames));
  it.each([
    ['moves right', steady((time) => time).map((x) => [thingAt({ x: 0.2 + 0.6 * x })])],
    ['moves left', steady((time) => time).map((x) => [thingAt({ x: 0.8 - 0.6 * x })])],
    ['slows down', steady((time) => 1 - (1 - time) ** 2).map((x) => [thingAt({ x: 0.2 + 0.6 * x })])],
    ['speeds up', steady((time) => time ** 2).map((x) => [thingAt({ x: 0.2 + 0.6 * x })])],
    ['comes closer', steady((time) => time).map((near) => [thingAt({ size: 0.12 + 0.4 * near })])],
    ['goes away', steady((time) => time).map((far) => [thingAt({ size: 0.5 - 0.38 * far })])],
  ])('reads "%s" off the boxes alone', async (label, things) => {
    expect(await bestLabel(things)).toBe(label);
  });

  it('hands on what was found, and the features as they were', async () => {
    const things = steady((time) => time).map((x) => [thingAt({ x })]);
    const [encoding] = await judge(things).encode([blankClip()]);
    expect(encoding!.things).toEqual(things);
    expect(encoding!.features).toBeInstanceOf(Float32Array);
    expect(encoding!.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });

  it('keeps clips apart in a batch', async () => {
    const right = steady((time) => time).map((x) => [thingAt({ x: 0.2 + 0.6 * x })]);
    const encoder = judge([...right, ...right.toReversed()]);
    const encodings = await encoder.encode([blankClip(), blankClip()]);
    const best = encodings.map(({ probabilities: p }) => encoder.labels[p.indexOf(Math.max(...p))]);
    expect(best).toEqual(['moves right', 'moves left']);
  });

  it('refuses a clip encoder without features', async () => {
    const encode: ClipEncoder['encode'] = (clips) =>
      Promise.resolve(clips.map(() => ({ probabilities: new Float32Array(real.labels.length) })));
    await expect(judge([], { encode }).encode([blankClip()])).rejects.toMatchObject({ code: 'PACK_INVALID' });
  });
});

describe('stackThings', () => {
  it('puts the surest things of each frame one after another, zeros where there are none', () => {
    const [dog, cat] = [thingAt({ x: 0.25, size: 0.5 }), thingAt({ x: 0.75, size: 0.5 })];
    const { data, shape } = stackThings([[[dog, cat], []]], { frames: 2, perFrame: 1, labels: 18 });
    expect(shape).toEqual([1, 2, 1, 23]);
    expect([...data.subarray(0, 5)]).toEqual([Math.fround(0.9), 0, 0.25, 0.5, 0.75]);
    expect([...data.subarray(5, 23)]).toEqual([...dog.probabilities]);
    expect([...data.subarray(23)].every((value) => value === 0)).toBe(true);
  });
});

/** A blue dog, whole and sure, its middle at `x` in the middle of the picture's height, a square of the picture's edge times `size`. */
function thingAt({ x = 0.5, size = 0.3 }: { readonly x?: number; readonly size?: number }): Detection {
  const probabilities = new Float32Array(18);
  probabilities[0] = 1;
  probabilities[10] = 1;
  const half = size / 2;
  return { box: { left: x - half, right: x + half, top: 0.5 - half, bottom: 0.5 + half }, score: 0.9, probabilities };
}

function blankClip(): RgbImage[] {
  return Array.from({ length: frames }, () => drawSized('96x96', 1));
}

/** Finds the given things in the given order of frames, over and over. */
function detectorOf(things: readonly (readonly Detection[])[]): ActorDetector {
  const labelGroups = [
    Array.from({ length: 10 }, (_, index) => `kind ${index}`),
    Array.from({ length: 8 }, (_, index) => `colour ${index}`),
  ];
  return {
    labelGroups,
    inputEdge: 96,
    batchSize: 16,
    detect: (images) => Promise.resolve(images.map((_, index) => [...(things[index % things.length] ?? [])])),
  };
}

/** The real one's labels, and no idea which is right. */
function clipEncoderWithoutOpinion(real: ClipEncoder, changes: Partial<ClipEncoder>): ClipEncoder {
  const { labels, framesPerClip, inputEdge, batchSize } = real;
  return {
    labels,
    framesPerClip,
    inputEdge,
    batchSize,
    frameTimes: (span) => real.frameTimes(span),
    featuresRefused: () => real.featuresRefused(),
    encode: (clips) =>
      Promise.resolve(
        clips.map(() => ({
          probabilities: new Float32Array(labels.length).fill(1 / labels.length),
          features: new Float32Array(33 * 128),
          pooled: new Float32Array(128),
        })),
      ),
    ...changes,
  };
}
