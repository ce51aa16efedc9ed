import { splitBatch, stackBatch } from './batches.js';
import type { FloatTensor, IdTensor, OnnxModel } from './onnx-session.js';

/** What {@link decodeTexts} works on. */
export interface TextDecoding {
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
  /** Texts that are followed at once for each prompt; 1 is greedy. */
  readonly beams: number;
}

/** Ids without the start and the end token, and the geometric mean of the new tokens' probabilities, the end's included. */
export interface DecodedText {
  readonly ids: readonly number[];
  readonly confidence: number;
  /** Natural logarithm of the text's probability. */
  readonly logProbability: number;
}

interface Beam {
  readonly prompt: Float32Array;
  /** Which prompt it belongs to. */
  readonly owner: number;
  readonly ids: readonly number[];
  readonly logProbability: number;
  readonly steps: number;
  readonly ended: boolean;
}

/**
 * The likeliest texts of each prompt, best first, at most `beams` of each, by beam search over all prompts at once. Texts
 * that have ended leave the batch, so that the rest stay of equal length and need no padding. Throws MODEL_FAILED.
 */
export async function decodeTexts(decoding: TextDecoding): Promise<DecodedText[][]> {
  const { prompts, beams: width } = decoding;
  let beams = prompts.map((prompt, owner): Beam[] => [
    { prompt, owner, ids: [], logProbability: 0, steps: 0, ended: false },
  ]);
  for (let step = 0; step < decoding.maxNewTokens; step += 1) {
    const active = beams.flatMap((group) => group.filter(({ ended }) => !ended));
    if (active.length === 0) break;
    const logits = await predict(decoding, active);
    const grown = active.flatMap((beam, index) =>
      extend(beam, logits[index] ?? new Float32Array(), width, decoding.endId),
    );
    beams = beams.map((group, owner) => {
      const next = [...group.filter(({ ended }) => ended), ...grown.filter((beam) => beam.owner === owner)];
      return next.sort((a, b) => b.logProbability - a.logProbability).slice(0, width);
    });
  }
  return beams.map((group) =>
    group.map(({ ids, logProbability, steps }) => ({
      ids,
      logProbability,
      confidence: steps > 0 ? Math.exp(logProbability / steps) : 0,
    })),
  );
}

/** Logits of each beam's next token. */
async function predict(
  { model, names, promptDimensions, start }: TextDecoding,
  beams: readonly Beam[],
): Promise<Float32Array[]> {
  const prompts = beams.map(({ prompt }) => prompt);
  const queries = (prompts[0]?.length ?? 0) / promptDimensions;
  const inputs = {
    [names.prompt]: stackBatch(prompts, [queries, promptDimensions]),
    [names.ids]: stackIds(beams.map(({ ids }) => [...start, ...ids])),
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

/** The beam with each of its likeliest next tokens. */
function extend(beam: Beam, logits: Float32Array, width: number, endId: number): Beam[] {
  const best = likeliest(logits, width);
  const highest = logits[best[0] ?? 0] ?? 0;
  const logSum = Math.log(logits.reduce((total, value) => total + Math.exp(value - highest), 0));
  return best.map((id) => ({
    ...beam,
    ids: id === endId ? beam.ids : [...beam.ids, id],
    logProbability: beam.logProbability + (logits[id] ?? 0) - highest - logSum,
    steps: beam.steps + 1,
    ended: id === endId,
  }));
}

/** Places of the largest values, largest first; of equal ones the first. */
function likeliest(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  values.forEach((value, place) => {
    const rank = best.findIndex((other) => value > (values[other] ?? -Infinity));
    if (rank >= 0) best.splice(rank, 0, place);
    else if (best.length < count) best.push(place);
    if (best.length > count) best.pop();
  });
  return best;
}
