import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { normaliseVector } from '../../src/encoders/normalise-vector.js';
import { readVocabulary } from '../../src/encoders/read-labels.js';
import { ZeroShotActions } from '../../src/encoders/zero-shot-actions.js';

/** Knows two words; a text's vector is the sum of the axes of its words. Counts its calls. */
function axisEncoder() {
  const axes: Readonly<Record<string, number>> = { red: 0, blue: 1, film: 2 };
  const calls: string[][] = [];
  return {
    calls,
    encode: (texts: readonly string[]) => {
      calls.push([...texts]);
      return Promise.resolve(
        texts.map((text) => {
          const vector = new Float32Array(3);
          for (const word of text.split(' ')) if (word in axes) vector[axes[word]!] = 1;
          return normaliseVector(vector);
        }),
      );
    },
    unknownWords: (text: string) => text.split(/\s+/).filter((word) => word !== '' && !(word in axes)),
  };
}

describe('ZeroShotActions', () => {
  it('averages cosines over frames and sentences, at the scale of the manner', async () => {
    const text = axisEncoder();
    const manner = { prompts: ['{label}', 'film {label}'], weight: 0.5, logitScale: 4 };
    const actions = new ZeroShotActions(text, ['red', 'blue'], manner);
    const probabilities = await actions.classify([Float32Array.of(1, 0, 0), Float32Array.of(0.6, 0.8, 0)]);
    // The label's vector: (red + (red + film) / √2) at length 1; the mean frame is (0.8, 0.4, 0).
    const along = 1 / Math.hypot(1 + Math.SQRT1_2, Math.SQRT1_2);
    const [red, blue] = [0.8, 0.4].map((value) => Math.exp(4 * value * (1 + Math.SQRT1_2) * along));
    expect(probabilities[0]).toBeCloseTo(red! / (red! + blue!), 5);
    expect(probabilities[1]).toBeCloseTo(blue! / (red! + blue!), 5);
  });

  it('encodes its words once, and other labels on their own', async () => {
    const text = axisEncoder();
    const actions = new ZeroShotActions(text, ['red', 'blue'], { prompts: ['film {label}'], weight: 1, logitScale: 9 });
    const frame = [Float32Array.of(0, 1, 0)];
    await Promise.all([actions.classify(frame), actions.classify(frame)]);
    await actions.classify(frame);
    expect(text.calls).toEqual([['film red', 'film blue']]);
    const others = actions.withLabels(['blue', 'film']);
    expect((await others.classify(frame))[0]).toBeGreaterThan(0.9);
    expect(text.calls[1]).toEqual(['film blue', 'film film']);
  });

  it('leaves sentences out whose words a closed vocabulary lacks', async () => {
    const text = axisEncoder();
    await new ZeroShotActions(text, ['red', 'blue']).classify([Float32Array.of(1, 0, 0)]);
    expect(text.calls).toEqual([['red', 'blue']]);
  });

  it('brings the 400 actions of Kinetics along', async () => {
    const labels = await readVocabulary('kinetics-400', '/nowhere');
    expect(labels).toHaveLength(400);
    expect([labels[0], labels[399]]).toEqual(['abseiling', 'zumba']);
    expect(labels).toContain('clean and jerk');
  });
});

/** Real CLIP vectors of one real video and of many words; not part of the repository. */
const real = fileURLToPath(new URL('../../../shared/real-clip/', import.meta.url));

describe.skipIf(!existsSync(`${real}manifest.json`))(
  'with vectors of a real CLIP (skipped where there are none)',
  () => {
    it('finds the right word among 1,203 in 90 frames of a woman lifting a barbell', async () => {
      const manifest = z
        .object({ dims: z.int(), texts: z.object({ names: z.array(z.string()) }) })
        .parse(JSON.parse(readFileSync(`${real}manifest.json`, 'utf8')));
      const readRows = (file: string): Float32Array[] => {
        const floats = new Float32Array(Uint8Array.from(readFileSync(`${real}${file}`)).buffer);
        return Array.from({ length: floats.length / manifest.dims }, (_, row) =>
          normaliseVector(floats.slice(row * manifest.dims, (row + 1) * manifest.dims)),
        );
      };
      const { names } = manifest.texts;
      const texts = new Map(readRows('texts.f32').map((vector, index) => [`a ${names[index]}`, vector]));
      const encoder = {
        encode: (sentences: readonly string[]) => Promise.resolve(sentences.map((sentence) => texts.get(sentence)!)),
        unknownWords: () => [],
      };
      const actions = new ZeroShotActions(encoder, names, { prompts: ['a {label}'], weight: 1, logitScale: 100 });
      const probabilities = await actions.classify(readRows('frames.f32'));
      const ranked = names.map((name, index) => ({ name, probability: probabilities[index]! }));
      ranked.sort((a, b) => b.probability - a.probability);
      expect(ranked[0]!.name).toBe('barbell');
      expect(ranked[0]!.probability).toBeCloseTo(0.8933, 3);
    });
  },
);
