import { describe, expect, it } from 'vitest';
import { decodeTexts } from '../../src/encoders/decode-texts.js';
import type { OnnxModel } from '../../src/encoders/onnx-session.js';

const end = 3;
const start = [1, 2];

/** Says each prompt's number of 4s, then ends; the likeliest token has odds of 4 to 1 to each of the other four. */
function counter(seen: number[][]): OnnxModel {
  return {
    run: (inputs, outputs) => {
      const [prompt, ids] = [inputs['prompt'], inputs['ids']];
      const [rows = 0, length = 0] = ids?.shape ?? [];
      seen.push([rows, length]);
      const data = new Float32Array(rows * length * 5);
      for (let row = 0; row < rows; row += 1) {
        const wanted = Number(prompt?.data[row]);
        data[(row * length + length - 1) * 5 + (length - start.length < wanted ? 4 : end)] = Math.log(4);
      }
      const tensor = { type: 'float32' as const, data, shape: [rows, length, 5] };
      return Promise.resolve(outputs.map(() => tensor) as never);
    },
  };
}

async function decode(counts: number[], maxNewTokens: number, seen: number[][] = []) {
  const texts = await decodeTexts({
    model: counter(seen),
    names: { prompt: 'prompt', ids: 'ids', logits: 'logits' },
    prompts: counts.map((count) => Float32Array.of(count)),
    promptDimensions: 1,
    start,
    endId: end,
    maxNewTokens,
    beams: 1,
  });
  return texts.flat();
}

describe('one text for each prompt', () => {
  it('ends each text at its own end token and lets finished ones leave the batch', async () => {
    const seen: number[][] = [];
    const texts = await decode([2, 0, 1], 10, seen);
    expect(texts.map(({ ids }) => ids)).toEqual([[4, 4], [], [4]]);
    expect(seen).toEqual([
      [3, 2],
      [2, 3],
      [1, 4],
    ]);
  });

  it('is as sure as the geometric mean of its tokens', async () => {
    for (const { confidence } of await decode([3, 0], 10)) expect(confidence).toBeCloseTo(0.5, 6);
  });

  it('stops at the limit', async () => {
    expect((await decode([9], 4))[0]?.ids).toEqual([4, 4, 4, 4]);
  });
});

describe('several texts for each prompt', () => {
  // Ids 4 and 5 have odds of 3 to 2 as the first token, but after 4 nothing is likely and after 5 the end is certain.
  const fork: OnnxModel = {
    run: (inputs, outputs) => {
      const [rows = 0, length = 0] = inputs['ids']?.shape ?? [];
      const data = new Float32Array(rows * length * 6).fill(-50);
      for (let row = 0; row < rows; row += 1) {
        const last = Number(inputs['ids']?.data[row * length + length - 1]);
        const at = (row * length + length - 1) * 6;
        if (length === 2) [data[at + 4], data[at + 5]] = [Math.log(0.6), Math.log(0.4)];
        else if (last === 5) data[at + end] = 0;
        else [data[at + end], data[at + 4], data[at + 5]] = [Math.log(0.4), Math.log(0.3), Math.log(0.3)];
      }
      const tensor = { type: 'float32' as const, data, shape: [rows, length, 6] };
      return Promise.resolve(outputs.map(() => tensor) as never);
    },
  };
  const search = (beams: number) =>
    decodeTexts({
      model: fork,
      names: { prompt: 'prompt', ids: 'ids', logits: 'logits' },
      prompts: [Float32Array.of(1), Float32Array.of(2)],
      promptDimensions: 1,
      start,
      endId: end,
      maxNewTokens: 3,
      beams,
    });

  it('finds a likelier text than the greedy one, and ranks by the probability of the whole text', async () => {
    expect((await search(1)).map(([best]) => best?.ids)).toEqual([[4], [4]]);
    for (const texts of await search(3)) {
      expect(texts.map(({ ids }) => ids)).toEqual([[5], [4], [4, 4]]);
      const chances = texts.map(({ logProbability }) => Math.exp(logProbability));
      for (const [index, chance] of [0.4, 0.24, 0.072].entries()) expect(chances[index]).toBeCloseTo(chance, 5);
      expect(texts[0]?.confidence).toBeCloseTo(Math.sqrt(0.4), 5);
    }
  });
});
