import type { RgbImage } from '../../src/domain/rgb-image.js';
import type { EncoderSet } from '../../src/encoders/contracts.js';
import { sampleClipTimes } from '../../src/encoders/sample-clip-times.js';

/** The words that the encoders know, with their vectors. */
export const colourVectors: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  yellow: [0.7, 0.7, 0],
};

const grammar = new Set(['a', 'the', 'light', 'brightens', 'darkens', 'and']);

/**
 * A tiny but honest pack: a picture's vector is its mean colour, a clip's action is whether it grows brighter or
 * darker, a caption says both, and the match head compares colours. Magenta footage is unfamiliar.
 */
export function createColourEncoders(overrides: Partial<EncoderSet> = {}): EncoderSet {
  const space = { packId: 'colours', revision: '1', dimensions: 3 };
  return {
    space,
    frame: {
      space,
      inputEdge: 4,
      batchSize: 4,
      encode: (images) =>
        Promise.resolve(
          images.map((image) => ({ embedding: normalise(meanColour(image)), patches: meanColour(image) })),
        ),
    },
    text: {
      space,
      encode: (texts) => Promise.resolve(texts.map(textVector)),
      unknownWords: (text) => text.split(/\s+/).filter((word) => !(word in colourVectors) && !grammar.has(word)),
    },
    clip: {
      labels: ['brightens', 'darkens'],
      framesPerClip: 4,
      inputEdge: 4,
      batchSize: 2,
      frameTimes: (span) => sampleClipTimes(span, 4),
      featuresRefused: () => Promise.resolve(undefined),
      encode: (clips) =>
        Promise.resolve(
          clips.map((frames) => {
            const change = brightness(frames.at(-1)) - brightness(frames[0]);
            const brightens = 1 / (1 + Math.exp(-change / 10));
            return { probabilities: Float32Array.of(brightens, 1 - brightens), features: Float32Array.of(change) };
          }),
        ),
    },
    qformer: {
      space,
      frameIndices: [1, 2],
      encode: (clips) =>
        Promise.resolve(
          clips.map(({ patches, clip }) => ({
            embedding: normalise(patches.slice(0, 3)),
            prompt: Float32Array.of(...patches.slice(0, 3), clip?.[0] ?? 0),
          })),
        ),
      match: (clips, text) =>
        Promise.resolve(
          Float32Array.from(clips, ({ patches }) =>
            cosine(patches.slice(0, 3), textVector(text)) > 0.95 ? 0.98 : 0.02,
          ),
        ),
    },
    captioner: {
      reads: 'prompt',
      caption: (prompts) => Promise.resolve(prompts.map((prompt) => ({ text: captionOf(prompt), confidence: 0.9 }))),
      candidates: (prompts) =>
        Promise.resolve(prompts.map((prompt) => [{ text: captionOf(prompt), confidence: 0.9, logProbability: -0.1 }])),
      answer: (prompt, question) =>
        Promise.resolve({ text: question.includes('colour') ? colourOf(prompt) : captionOf(prompt), confidence: 0.9 }),
    },
    familiarity: { distance: ({ embedding }) => (Math.min(embedding[0] ?? 0, embedding[2] ?? 0) > 0.5 ? 4 : 0.2) },
    provider: { taken: 'cpu', refused: [] },
    close: () => Promise.resolve(),
    ...overrides,
  };
}

/** L2-normalised cosine of two vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const [x, y] = [normalise(a), normalise(b)];
  return x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
}

function normalise(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

function textVector(text: string): Float32Array {
  const sum = new Float32Array(3);
  for (const word of text.split(/\s+/))
    colourVectors[word]?.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value));
  return normalise(sum);
}

function meanColour({ data }: RgbImage): Float32Array {
  const sum = new Float32Array(3);
  data.forEach((value, index) => (sum[index % 3] = (sum[index % 3] ?? 0) + value));
  return sum.map((value) => (value * 3) / data.length / 255);
}

function brightness(image: RgbImage | undefined): number {
  return image ? Math.max(...meanColour(image)) * 255 : 0;
}

function colourOf(prompt: Float32Array): string {
  const similarity = (name: string): number => cosine(prompt.slice(0, 3), Float32Array.from(colourVectors[name] ?? []));
  return Object.keys(colourVectors).reduce((best, name) => (similarity(name) > similarity(best) ? name : best));
}

function captionOf(prompt: Float32Array): string {
  return `a ${colourOf(prompt)} light ${(prompt[3] ?? 0) >= 0 ? 'brightens' : 'darkens'}`;
}
