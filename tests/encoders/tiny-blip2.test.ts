import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EncoderSet, VisualTokens } from '../../src/encoders/contracts.js';
import { ImagePreprocessor } from '../../src/encoders/image-preprocessor.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { frameTimesOf, readVisualTokens } from '../../src/encoders/read-visual-tokens.js';
import { TextTokenizer } from '../../src/encoders/text-tokenizer.js';
import { cosine, packedFloats } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const folder = fileURLToPath(new URL('fixtures/tiny-blip2', import.meta.url));
const frame = z.object({ picture: z.string(), scene: z.int() });
/** What transformers' own Blip2ForImageTextRetrieval gives; see training/tiny_blip2.py. */
const golden = z
  .object({
    pictures: z.array(frame.extend({ embedding: packedFloats, pixels: z.string() })),
    texts: z.array(z.object({ text: z.string(), ids: z.string(), embedding: packedFloats })),
    clips: z.array(z.object({ frames: z.array(frame), embedding: packedFloats, matches: z.array(z.number()) })),
  })
  .parse(JSON.parse(await readFile(`${folder}.golden.json`, 'utf8')));

describe('an exported BLIP-2', () => {
  let encoders: EncoderSet;
  beforeAll(async () => {
    encoders = await openEncoders(await loadModelPack(folder), { providers: ['cpu'], threads: 1 });
  });
  afterAll(() => encoders.close());

  it('has a Q-Former, and neither a clip encoder nor a captioner', () => {
    expect(encoders.qformer?.frameIndices).toEqual([0, 1]);
    expect([encoders.clip, encoders.captioner]).toEqual([undefined, undefined]);
    expect(frameTimesOf(encoders, { startSeconds: 0, endSeconds: 4 })).toEqual([1, 3]);
  });

  it('prepares pictures as BlipImageProcessor does, bit for bit', async () => {
    const preprocessor = await ImagePreprocessor.load(join(folder, 'preprocessor_config.json'));
    for (const { picture, scene, pixels } of golden.pictures) {
      const { data } = preprocessor.prepare([drawSized(picture, scene)]);
      expect(createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex')).toBe(pixels);
    }
  });

  it('gives each picture the mean of its queries, as the reference computes them', async () => {
    const pictures = golden.pictures.map(({ picture, scene }) => drawSized(picture, scene));
    const encodings = await encoders.frame.encode(pictures);
    expect(encodings).toHaveLength(3);
    encodings.forEach(({ embedding, patches }, index) => {
      expect(cosine(embedding, golden.pictures[index]!.embedding)).toBeGreaterThanOrEqual(0.9999);
      expect(patches).toHaveLength(257 * 32);
    });
    // The fixture can tell pictures apart: otherwise the lines above would prove little.
    expect(cosine(golden.pictures[0]!.embedding, golden.pictures[1]!.embedding)).toBeLessThan(0.9);
  });

  it('reads texts through the Q-Former as the reference does, padded together, long ones cut', async () => {
    const tokenizer = await TextTokenizer.load(join(folder, 'tokenizer.json'));
    for (const { text, ids } of golden.texts) expect(tokenizer.encode(text, 16).join(' ')).toBe(ids);
    const embeddings = await encoders.text.encode(golden.texts.map(({ text }) => text));
    expect(embeddings).toHaveLength(3);
    embeddings.forEach((embedding, index) => {
      expect(cosine(embedding, golden.texts[index]!.embedding)).toBeGreaterThanOrEqual(0.9999);
    });
  });

  it('gives clips the mean of their frames, and the match of their best frame', async () => {
    const clips = await readGoldenClips();
    expect(clips.map(({ patches, clip }) => [patches.length, clip])).toEqual([
      [2 * 257 * 32, undefined],
      [2 * 257 * 32, undefined],
    ]);
    const encodings = (await encoders.qformer?.encode(clips)) ?? [];
    encodings.forEach(({ embedding, prompt }, index) => {
      expect(cosine(embedding, golden.clips[index]!.embedding)).toBeGreaterThanOrEqual(0.9999);
      expect(prompt).toHaveLength(0);
    });
    for (const [index, { text }] of golden.texts.entries()) {
      const matches = (await encoders.qformer?.match(clips, text)) ?? [];
      expect(matches).toHaveLength(2);
      matches.forEach((match, clip) =>
        expect(Math.abs(match - golden.clips[clip]!.matches[index]!)).toBeLessThan(1e-4),
      );
    }
  });

  async function readGoldenClips(): Promise<VisualTokens[]> {
    const images = golden.clips.map(({ frames }) => frames.map(({ picture, scene }) => drawSized(picture, scene)));
    const read = await readVisualTokens(images, encoders);
    expect(read.every(({ encoding }) => encoding === undefined)).toBe(true);
    return read.flatMap(({ tokens }) => tokens ?? []);
  }
});

it('refuses a Q-Former that wants clip tokens of a pack that has none', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'askreel-blip2-'));
  await cp(folder, copy, { recursive: true });
  const path = join(copy, 'askreel-pack.json');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replaceAll('"patches": "patch_tokens"\n', '"patches": "patch_tokens", "clip": "clip_tokens"\n'),
  );
  const opened = openEncoders(await loadModelPack(copy), { providers: ['cpu'] });
  await expect(opened).rejects.toMatchObject({ code: 'PACK_INVALID' });
  await rm(copy, { recursive: true });
});
