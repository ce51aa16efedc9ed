import { splitBatch, stackBatch } from './batches.js';
import type { FloatTensor, IdTensor, OnnxModel } from './onnx-session.js';

/** What {@link decodeGreedily} works on. */
export interface GreedyDecoding {
  /** Logits float32 [batch, length, vocabulary] of ids [batch, length] behind a soft prompt [batch, queries, dimensions]. */
  readonly model: OnnxModel;
  readonly names: { readonly prompt: string; readonly ids: string; readonly logits: string };
  /** One soft prompt per text, float32 queries × `promptDimensions`, all of one length. */
  readonly prompts: readonly Float32Array[];
  readonly promptDimensions: number;
  /** Ids that every text starts with. */
  readonly start: readonly number[];
  readonly endId: number;
  readonly maxNewTokens: number;
}

/** Ids without the start and the end token, and the geometric mean of the new tokens' probabilities, the end's included. */
export interface GreedyText {
  readonly ids: readonly number[];
  readonly confidence: number;
}

interface Row {
  readonly prompt: Float32Array;
  readonly ids: number[];
  logProbability: number;
  steps: number;
  ended: boolean;
}

/**
 * Adds the likeliest token to all texts at once until each has met the end token. Texts that have ended leave the
 * batch, so that the rest stay of equal length and need no padding. Throws MODEL_FAILED.
 */
export async function decodeGreedily(decoding: GreedyDecoding): Promise<GreedyText[]> {
  const rows = decoding.prompts.map((prompt): Row => ({ prompt, ids: [], logProbability: 0, steps: 0, ended: false }));
  for (let step = 0; step < decoding.maxNewTokens; step += 1) {
    const active = rows.filter((row) => !row.ended);
    if (active.length === 0) break;
    const nextLogits = await predict(decoding, active);
    active.forEach((row, index) => extend(row, nextLogits[index] ?? new Float32Array(), decoding.endId));
  }
  return rows.map(({ ids, logProbability, steps }) => ({
    ids,
    confidence: steps > 0 ? Math.exp(logProbability / steps) : 0,
  }));
}

/** Logits of each row's next token. */
async function predict(
  { model, names, promptDimensions, start }: GreedyDecoding,
  rows: readonly Row[],
): Promise<Float32Array[]> {
  const prompts = rows.map(({ prompt }) => prompt);
  const queries = (prompts[0]?.length ?? 0) / promptDimensions;
  const inputs = {
    [names.prompt]: stackBatch(prompts, [queries, promptDimensions]),
    [names.ids]: stackIds(rows.map(({ ids }) => [...start, ...ids])),
  };
  const [logits] = await model.run(inputs, [names.logits]);
  return splitBatch(logits).map((positions) => lastPosition(positions, logits));
}

function lastPosition(positions: Float32Array, { shape }: FloatTensor): Float32Array {
  const vocabulary = shape[2] ?? 0;
  return positions.subarray(positions.length - vocabulary);
}

function stackIds(rows: readonly (readonly number[])[]): IdTensor {
  return {
    type: 'int64',
    data: BigInt64Array.from(rows.flat(), (id) => BigInt(id)),
    shape: [rows.length, rows[0]?.length ?? 0],
  };
}

function extend(row: Row, logits: Float32Array, endId: number): void {
  let best = 0;
  logits.forEach((value, id) => {
    if (value > (logits[best] ?? -Infinity)) best = id;
  });
  const highest = logits[best] ?? 0;
  const sum = logits.reduce((total, value) => total + Math.exp(value - highest), 0);
  row.logProbability -= Math.log(sum);
  row.steps += 1;
  row.ended = best === endId;
  if (!row.ended) row.ids.push(best);
}
