import type { FloatTensor } from './onnx-session.js';

/** Runs `encode` over consecutive batches of at most `size` items, one after another, and joins the results. */
export async function encodeInBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  encode: (batch: readonly Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) {
    results.push(...(await encode(items.slice(start, start + size))));
  }
  return results;
}

/** Each item's part of a batch's output, copied, so that keeping one does not keep its neighbours in memory. */
export function splitBatch({ data, shape }: FloatTensor): Float32Array[] {
  const items = shape[0] ?? 0;
  const length = items > 0 ? data.length / items : 0;
  return Array.from({ length: items }, (_, item) => data.slice(item * length, (item + 1) * length));
}

/** Items of equal length as one tensor [items, …shape]. */
export function stackBatch(items: readonly Float32Array[], shape: readonly number[]): FloatTensor {
  const length = shape.reduce((product, extent) => product * extent, 1);
  const data = new Float32Array(items.length * length);
  items.forEach((item, index) => data.set(item, index * length));
  return { type: 'float32', data, shape: [items.length, ...shape] };
}
