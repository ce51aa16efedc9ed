import { describe, expect, it } from 'vitest';
import { decodeGreedily } from '../../src/encoders/greedy-decoding.js';
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

function decode(counts: number[], maxNewTokens: number, seen: number[][] = []): ReturnType<typeof decodeGreedily> {
  return decodeGreedily({
    model: counter(seen),
    names: { prompt: 'prompt', ids: 'ids', logits: 'logits' },
    prompts: counts.map((count) => Float32Array.of(count)),
    promptDimensions: 1,
    start,
    endId: end,
    maxNewTokens,
  });
}

describe('decodeGreedily', () => {
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
