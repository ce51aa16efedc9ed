import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { TextTokenizer } from '../../src/encoders/text-tokenizer.js';
import { cosine, packedFloats } from './golden-values.js';
import { drawSized } from './test-pictures.js';

const folder = fileURLToPath(new URL('fixtures/tiny-clip', import.meta.url));
const golden = z
  .object({
    pictures: z.array(z.object({ picture: z.string(), scene: z.int(), embedding: packedFloats })),
    texts: z.array(z.object({ text: z.string(), ids: z.string(), embedding: packedFloats })),
  })
  .parse(JSON.parse(readFileSync(`${folder}.golden.json`, 'utf8')));

describe('a pack of frame and text towers only', () => {
  let encoders: EncoderSet;
  beforeAll(async () => {
    encoders = await openEncoders(await loadModelPack(folder), { providers: ['cpu'], threads: 1 });
  });
  afterAll(() => encoders.close());

  it('offers nothing that it has no model for', () => {
    expect(encoders.space).toMatchObject({ packId: 'tiny-clip', dimensions: 24 });
    expect(encoders.frame.inputEdge).toBe(32);
    expect([encoders.clip, encoders.qformer, encoders.captioner, encoders.familiarity]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('encodes pictures as the reference does, over several batches, in order, at length 1', async () => {
    const encodings = await encoders.frame.encode(
      golden.pictures.map(({ picture, scene }) => drawSized(picture, scene)),
    );
    encodings.forEach(({ embedding, patches }, index) => {
      expect(cosine(embedding, golden.pictures[index]?.embedding ?? embedding)).toBeGreaterThanOrEqual(0.9999);
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
      expect(patches).toBeUndefined();
    });
    expect(encodings).toHaveLength(3);
  });

  it('encodes texts as the reference does, padded together, long ones cut before their end token', async () => {
    const tokenizer = await TextTokenizer.load(`${folder}/tokenizer.json`);
    for (const { text, ids } of golden.texts) expect(tokenizer.encode(text, 12).join(' ')).toBe(ids);
    const embeddings = await encoders.text.encode(golden.texts.map(({ text }) => text));
    embeddings.forEach((embedding, index) => {
      expect(cosine(embedding, golden.texts[index]?.embedding ?? embedding)).toBeGreaterThanOrEqual(0.9999);
    });
    expect(embeddings).toHaveLength(3);
  });

  it('knows no unknown words: byte pairs spell anything', () => {
    expect(encoders.text.unknownWords('a xylophone übt')).toEqual([]);
  });

  it('encodes nothing as nothing', async () => {
    expect(await encoders.frame.encode([])).toEqual([]);
    expect(await encoders.text.encode([])).toEqual([]);
  });
});
