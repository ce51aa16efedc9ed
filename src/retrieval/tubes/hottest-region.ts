import { frameBoxIou, type FrameBox, type TimedBox } from '../../domain/frame-box.js';
import type { RgbImage, VideoFrame } from '../../domain/rgb-image.js';
import type { FrameEncoder } from '../../encoders/contracts.js';

/** Edges of the windows, as parts of the picture's shorter edge. */
const windowEdges = [0.55, 0.4];
/** How much a step from one frame's window to the next one's may cost, in cosines, when they do not overlap at all. */
const stepCost = 0.1;

/** Where a text fits best over time. */
export interface HottestRegion {
  readonly boxes: readonly TimedBox[];
  /** How much better the text fits there than on the windows' average, in cosines. */
  readonly contrast: number;
}

/**
 * Where in some frames of one shot a text fits best, without a detector: CLIP looks at overlapping square windows of
 * each frame, and the path through the frames with the best sum of likenesses, less a cost for jumps, is taken
 * (Viterbi). Coarse: a window is no outline. `undefined` without frames.
 */
export async function hottestRegion(
  frames: readonly VideoFrame[],
  text: Float32Array,
  encoder: Pick<FrameEncoder, 'encode'>,
): Promise<HottestRegion | undefined> {
  const [first] = frames;
  if (!first) return undefined;
  const windows = windowsOf(first);
  const heats: number[][] = [];
  for (const frame of frames) {
    const encodings = await encoder.encode(windows.map((box) => cropImage(frame, box)));
    const cosines = encodings.map(({ embedding }) => dot(embedding, text));
    const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
    heats.push(cosines.map((value) => value - mean));
  }
  const path = bestPath(heats, (from, to) => {
    const [a, b] = [windows[from], windows[to]];
    return a && b ? stepCost * (1 - frameBoxIou(a, b)) : 0;
  });
  const boxes = frames.flatMap(({ timeSeconds }, index) => {
    const box = windows[path[index] ?? -1];
    return box ? [{ timeSeconds, box }] : [];
  });
  const contrast = path.reduce((sum, window, index) => sum + (heats[index]?.[window] ?? 0), 0) / frames.length;
  return { boxes, contrast };
}

/** Square windows that cover the picture, each overlapping its neighbours by about half. */
function windowsOf({ width, height }: RgbImage): FrameBox[] {
  const short = Math.min(width, height);
  return windowEdges.flatMap((part) => {
    const edge = part * short;
    const [wide, high] = [edge / width, edge / height];
    const starts = (extent: number): number[] => {
      const count = Math.max(1, Math.ceil((1 - extent) / (extent / 2)) + 1);
      return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : (index * (1 - extent)) / (count - 1)));
    };
    return starts(high).flatMap((top) =>
      starts(wide).map((left) => ({ left, top, right: left + wide, bottom: top + high })),
    );
  });
}

/** The part of a picture inside a box; at least one pixel. */
function cropImage({ width, height, data }: RgbImage, box: FrameBox): RgbImage {
  const left = Math.min(width - 1, Math.floor(box.left * width));
  const top = Math.min(height - 1, Math.floor(box.top * height));
  const wide = Math.max(1, Math.min(width, Math.round(box.right * width)) - left);
  const high = Math.max(1, Math.min(height, Math.round(box.bottom * height)) - top);
  const crop = new Uint8Array(wide * high * 3);
  for (let row = 0; row < high; row += 1) {
    const from = ((top + row) * width + left) * 3;
    crop.set(data.subarray(from, from + wide * 3), row * wide * 3);
  }
  return { width: wide, height: high, data: crop };
}

/** The states, one a step, with the highest sum of scores less the costs between them (Viterbi 1967). */
function bestPath(scores: readonly (readonly number[])[], cost: (from: number, to: number) => number): number[] {
  let sums = [...(scores[0] ?? [])];
  const arrivals: number[][] = [];
  for (const step of scores.slice(1)) {
    const from = step.map((_, to) => {
      const reached = sums.map((sum, index) => sum - cost(index, to));
      return reached.indexOf(Math.max(...reached));
    });
    sums = step.map((score, to) => score + (sums[from[to] ?? 0] ?? 0) - cost(from[to] ?? 0, to));
    arrivals.push(from);
  }
  const path = [sums.indexOf(Math.max(...sums))];
  for (const from of arrivals.toReversed()) path.unshift(from[path[0] ?? 0] ?? 0);
  return path;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
