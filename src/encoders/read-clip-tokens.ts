import { meanOfRows } from './mean-of-rows.js';
import type { FloatTensor } from './onnx-session.js';
import { normaliseVector } from './normalise-vector.js';

/** What a model's inner tensor says of each clip of a batch. */
export interface ClipTokens {
  /** All tokens of a clip: float32, tokens × width, row-major. */
  readonly features: Float32Array;
  /** Their mean at length 1: float32, `width` long. */
  readonly pooled: Float32Array;
}

/** Splits [clips, tokens, width], or [clips, width] as one token each; none for other shapes or counts of clips. */
export function readClipTokens({ data, shape }: FloatTensor, clips: number): ClipTokens[] {
  const [count, ...rest] = shape;
  if (count !== clips || rest.length < 1 || rest.length > 2) return [];
  const width = rest.at(-1) ?? 0;
  const length = rest.reduce((product, extent) => product * extent, 1);
  return Array.from({ length: clips }, (_, clip) => {
    // Copied, so that keeping one clip does not keep its neighbours in memory.
    const features = data.slice(clip * length, (clip + 1) * length);
    return { features, pooled: normaliseVector(meanOfRows(features, width)) };
  });
}
