import { describe, expect, it } from 'vitest';
import type { CaptionWeights, Detection, EncoderSet } from '../../src/encoders/contracts.js';
import { chooseCaptions } from '../../src/indexing/choose-captions.js';
import type { ReadClip } from '../../src/indexing/read-clips.js';
import { thingFit } from '../../src/indexing/thing-fit.js';

const labelGroups = [
  ['dog', 'cat'],
  ['red', 'blue'],
];
/** A thing that is a dog with one probability, and red with another. */
function thing(dog: number, red: number): Detection {
  const box = { left: 0.2, top: 0.2, right: 0.4, bottom: 0.5 };
  return { box, score: 0.9, probabilities: Float32Array.of(dog, 1 - dog, red, 1 - red) };
}

const span = { startSeconds: 0, endSeconds: 4 };
const dog = 'a red dog jumps in the park';
const cat = 'a red cat jumps in the park';
const sits = 'a red dog sits down in the park';
const clip: ReadClip = {
  shotIndex: 0,
  span,
  actions: [
    { label: 'jumps', probability: 0.7 },
    { label: 'sits down', probability: 0.2 },
  ],
  caption: { text: cat, confidence: 0.9 },
  candidates: [
    { text: cat, confidence: 0.9, logProbability: -0.5 },
    { text: dog, confidence: 0.8, logProbability: -1 },
    { text: sits, confidence: 0.7, logProbability: -1.2 },
  ],
  things: [[thing(0.9, 0.95)], []],
};
const frames = [{ timeSeconds: 1, embedding: Float32Array.of(1, 0) }];

function choose(
  weights: Partial<CaptionWeights> | undefined,
  over: Partial<ReadClip> = {},
): Promise<readonly ReadClip[]> {
  const rerank = weights && { candidates: 3, frame: 0, action: 0, thing: 0, ...weights };
  const encoders = {
    captioner: { reads: 'prompt', ...(rerank && { rerank }) },
    text: { encode: (texts: string[]) => Promise.resolve(texts.map((t) => Float32Array.of(t === sits ? 1 : 0, 0))) },
    detector: { labelGroups },
  } as unknown as EncoderSet;
  return chooseCaptions([{ ...clip, ...over }], frames, encoders);
}

describe('the choice of a caption', () => {
  it("is the decoder's without weights, and without anything to choose from", async () => {
    expect((await choose(undefined))[0]?.caption?.text).toBe(cat);
    expect((await choose({}))[0]?.caption?.text).toBe(cat);
    expect((await choose({ thing: 9 }, { candidates: [] }))[0]?.caption?.text).toBe(cat);
  });

  it('follows the detector, the classifier or the frames, as the weights say', async () => {
    const [chosen] = await choose({ thing: 2 });
    expect(chosen?.caption).toEqual({ text: dog, confidence: 0.8 });
    expect(chosen).not.toHaveProperty('candidates');
    expect((await choose({ thing: 2, frame: 3 }))[0]?.caption?.text).toBe(sits);
    expect((await choose({ thing: 2, frame: 3, action: 4 }))[0]?.caption?.text).toBe(dog);
  });
});

describe('how a text fits the things in the frames', () => {
  it('goes by the word of each group that is said first, and by the thing that fits best', () => {
    const pictures = [[thing(0.9, 0.8), thing(0.1, 0.1)]];
    expect(thingFit('a red dog beside a blue cat', pictures, labelGroups)).toBeCloseTo(Math.log(0.72), 5);
    expect(thingFit('a blue cat beside a red dog', pictures, labelGroups)).toBeCloseTo(Math.log(0.81), 5);
    expect(thingFit('a cat', [[thing(0.9, 0.8)], [thing(0.3, 0.8)], []], labelGroups)).toBeCloseTo(Math.log(0.4), 5);
  });

  it('is unknown when no label is said, or nothing is seen', () => {
    expect(thingFit('somebody jumps', [[thing(1, 1)]], labelGroups)).toBeUndefined();
    expect(thingFit('a red dog', [[], []], labelGroups)).toBeUndefined();
    expect(thingFit('a redder doghouse', [[thing(1, 1)]], labelGroups)).toBeUndefined();
  });
});
