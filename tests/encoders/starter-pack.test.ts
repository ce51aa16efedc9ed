import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RgbImage } from '../../src/domain/rgb-image.js';
import type { EncoderSet, PromptCaptioner, VisualTokens } from '../../src/encoders/contracts.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { ModelRuntime } from '../../src/encoders/model-runtime.js';
import { OnnxClipEncoder } from '../../src/encoders/onnx-clip-encoder.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { TextTokenizer } from '../../src/encoders/text-tokenizer.js';
import { cosine, packedFloats, readGolden } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const folder = fileURLToPath(new URL('../../data/models/starter', import.meta.url));
const isThere = existsSync(`${folder}/askreel-pack.json`);
const closeEnough = 0.9999;

const words = z.object({ ids: z.string(), text: z.string(), confidence: z.number() });
const clipRow = z.object({
  scene: z.int(),
  picture: z.string(),
  logits: packedFloats,
  tokens: packedFloats,
  singleFrameLogits: packedFloats,
  embedding: packedFloats,
  prompt: packedFloats,
  matchText: z.string(),
  match: z.number(),
  caption: words,
  question: z.string(),
  answer: words,
});
type ClipRow = z.infer<typeof clipRow>;

function requirePart<T>(part: T | undefined): T {
  expect(part).toBeDefined();
  return part as T;
}

/** The eight pictures of a golden clip. */
function drawClip({ picture, scene }: ClipRow): RgbImage[] {
  return Array.from({ length: 8 }, (_, step) => drawSized(picture, scene, step));
}

/** Logits up to a constant, which softmax drops. */
function centredLogits(values: Float32Array, toLogit: (value: number) => number): Float32Array {
  const logits = values.map(toLogit);
  const mean = logits.reduce((sum, value) => sum + value, 0) / logits.length;
  return logits.map((value) => value - mean);
}

function logitCosine(probabilities: Float32Array, logits: Float32Array): number {
  return cosine(
    centredLogits(probabilities, Math.log),
    centredLogits(logits, (value) => value),
  );
}

describe.skipIf(!isThere)('the starter pack against PyTorch (skipped until data/models/starter is exported)', () => {
  let encoders: EncoderSet;
  const clips = isThere ? readGolden('clips', clipRow) : [];
  beforeAll(async () => {
    encoders = await openEncoders(await loadModelPack(folder), { threads: 1 });
  });
  afterAll(() => encoders.close());

  function requireCaptioner(): PromptCaptioner {
    const captioner = requirePart(encoders.captioner);
    if (captioner.reads !== 'prompt') throw new Error('the captioner reads no prompts');
    return captioner;
  }

  async function readTokens(): Promise<VisualTokens[]> {
    const features = await requirePart(encoders.clip).encode(clips.map(drawClip));
    const { frameIndices } = requirePart(encoders.qformer);
    return Promise.all(
      clips.map(async (row, index) => {
        const pictures = drawClip(row);
        const attended = frameIndices.map((frame) => requirePart(pictures[frame]));
        const patches = (await encoders.frame.encode(attended)).flatMap((encoding) => [
          ...requirePart(encoding.patches),
        ]);
        return { patches: Float32Array.from(patches), clip: requirePart(features[index]?.features) };
      }),
    );
  }

  it.each([1, 3])('encodes frames: vectors and patch tokens, %i at a time', async (count) => {
    const golden = readGolden(
      'frames',
      z.object({ picture: z.string(), scene: z.int(), embedding: packedFloats, patches: packedFloats }),
    );
    for (let first = 0; first + count <= golden.length; first += count) {
      const rows = golden.slice(first, first + count);
      const encodings = await encoders.frame.encode(rows.map(({ picture, scene }) => drawSized(picture, scene)));
      rows.forEach((row, index) => {
        expect(cosine(requirePart(encodings[index]).embedding, row.embedding)).toBeGreaterThanOrEqual(closeEnough);
        expect(cosine(requirePart(encodings[index]?.patches), row.patches)).toBeGreaterThanOrEqual(closeEnough);
      });
    }
  });

  it('encodes texts, alone and padded together, from the same token ids', async () => {
    const golden = readGolden('texts', z.object({ text: z.string(), ids: z.string(), embedding: packedFloats }));
    const tokenizer = await TextTokenizer.load(`${folder}/tokenizer.json`);
    const together = await encoders.text.encode(golden.map(({ text }) => text));
    for (const [index, { text, ids, embedding }] of golden.entries()) {
      expect(tokenizer.encode(text, 24).join(' ')).toBe(ids);
      const [alone] = await encoders.text.encode([text]);
      expect(cosine(requirePart(alone), embedding)).toBeGreaterThanOrEqual(closeEnough);
      expect(cosine(requirePart(together[index]), embedding)).toBeGreaterThanOrEqual(closeEnough);
    }
  });

  it.each([1, 3])('reads clips: action logits and clip tokens, %i at a time', async (count) => {
    const runtime = new ModelRuntime({ threads: 1 });
    const pack = await loadModelPack(folder);
    const encoder = await OnnxClipEncoder.open(requirePart(pack.manifest.roles.clip), pack, runtime);
    for (let first = 0; first < clips.length; first += count) {
      const rows = clips.slice(first, first + count);
      const encodings = await encoder.encode(rows.map(drawClip));
      rows.forEach((row, index) => {
        const { probabilities, features } = requirePart(encodings[index]);
        expect(probabilities).toHaveLength(encoder.labels.length);
        expect(logitCosine(probabilities, row.logits)).toBeGreaterThanOrEqual(closeEnough);
        expect(cosine(requirePart(features), row.tokens)).toBeGreaterThanOrEqual(closeEnough);
      });
    }
    await runtime.close();
  });

  it('reads single frames with the baseline', async () => {
    const singles = clips.map((row) => drawClip(row).slice(0, 1));
    const encodings = await requirePart(encoders.frameAction).encode(singles);
    clips.forEach((row, index) => {
      const { probabilities } = requirePart(encodings[index]);
      expect(logitCosine(probabilities, row.singleFrameLogits)).toBeGreaterThanOrEqual(closeEnough);
    });
  });

  it('queries clips: vector, soft prompt and match, end to end', async () => {
    const qformer = requirePart(encoders.qformer);
    const tokens = await readTokens();
    for (const batch of [tokens, tokens.slice(0, 1)]) {
      const encodings = await qformer.encode(batch);
      const matches = await qformer.match(batch, clips[0]?.matchText ?? '');
      encodings.forEach(({ embedding, prompt }, index) => {
        const row = requirePart(clips[index]);
        expect(cosine(embedding, row.embedding)).toBeGreaterThanOrEqual(closeEnough);
        expect(cosine(prompt, row.prompt)).toBeGreaterThanOrEqual(closeEnough);
        expect(Math.abs((matches[index] ?? Number.NaN) - row.match)).toBeLessThan(0.01);
      });
    }
  });

  it('says the same words with the same confidence, together and alone', async () => {
    const captioner = requireCaptioner();
    const prompts = clips.map(({ prompt }) => prompt);
    const together = await captioner.caption(prompts);
    for (const [index, row] of clips.entries()) {
      const [alone] = await captioner.caption([row.prompt]);
      expect(together[index]?.text).toBe(row.caption.text);
      expect(alone?.text).toBe(row.caption.text);
      expect(together[index]?.confidence).toBeCloseTo(row.caption.confidence, 2);
      const answer = await captioner.answer(row.prompt, row.question);
      expect(answer.text).toBe(row.answer.text);
      expect(answer.confidence).toBeCloseTo(row.answer.confidence, 2);
    }
  });

  it('survives a question that is longer than the decoder', async () => {
    const answer = await requireCaptioner().answer(requirePart(clips[0]).prompt, 'what is the dog doing '.repeat(40));
    expect(answer.confidence).toBeGreaterThan(0);
  });

  it('knows which words it has never seen', () => {
    expect(encoders.text.unknownWords('A red dog moves Left beside the lighthouse, zebra!')).toEqual([
      'lighthouse',
      'zebra',
    ]);
  });
});
