import type { ClipLayout } from './clip-role.js';
import type { FloatTensor } from './onnx-session.js';

/** Axes of the preprocessed frames: clip, time, channel, height, width. */
const axes = 'NTCHW';

/**
 * Lays frames out as a model reads them.
 *
 * @param frames float32 [clips × framesPerClip, 3, height, width], clip after clip
 * @returns the frames with their axes in the order of `layout`; S has extent 1, `TSN` stays as it is, `slowfast` is
 *   the fast pathway's NCTHW
 */
export function arrangeClips(frames: FloatTensor, framesPerClip: number, layout: ClipLayout): FloatTensor {
  if (layout === 'TSN') return frames;
  const [images = 0, ...picture] = frames.shape;
  const extents = [images / framesPerClip, framesPerClip, ...picture];
  const order = layout === 'slowfast' ? 'NCTHW' : layout;
  const shape = [...order].map((axis) => (axis === 'S' ? 1 : (extents[axes.indexOf(axis)] ?? 1)));
  const data = order === axes ? frames.data : permute(frames.data, extents, order.replace('S', ''));
  return { type: 'float32', data, shape };
}

/**
 * The slow pathway's frames: `frames / alpha` of them, spread evenly from the first to the last and rounded down, as
 * SlowFast picks them (Feichtenhofer et al. 2019).
 *
 * @param fast float32 [clips, 3, frames, height, width]
 */
export function pickSlowPathway(fast: FloatTensor, alpha: number): FloatTensor {
  const [clips = 0, channels = 0, frames = 0, height = 0, width = 0] = fast.shape;
  const slow = frames / alpha;
  const pixels = height * width;
  const data = new Float32Array(clips * channels * slow * pixels);
  for (let plane = 0; plane < clips * channels; plane += 1) {
    for (let index = 0; index < slow; index += 1) {
      const frame = slow > 1 ? Math.floor((index * (frames - 1)) / (slow - 1)) : 0;
      const source = (plane * frames + frame) * pixels;
      data.set(fast.data.subarray(source, source + pixels), (plane * slow + index) * pixels);
    }
  }
  return { type: 'float32', data, shape: [clips, channels, slow, height, width] };
}

/** Values of the axes NTCHW in another order of them. */
function permute(source: Float32Array, extents: readonly number[], order: string): Float32Array {
  const strides = extents.map((_, axis) => extents.slice(axis + 1).reduce((product, extent) => product * extent, 1));
  const [a, b, c, d, e] = [...order].map((axis) => {
    const index = axes.indexOf(axis);
    return { extent: extents[index] ?? 0, stride: strides[index] ?? 0 };
  }) as [Axis, Axis, Axis, Axis, Axis];
  const target = new Float32Array(source.length);
  let at = 0;
  // Five plain loops: this runs for every pixel of every clip.
  for (let i = 0; i < a.extent; i += 1)
    for (let j = 0; j < b.extent; j += 1)
      for (let k = 0; k < c.extent; k += 1)
        for (let l = 0; l < d.extent; l += 1) {
          let from = i * a.stride + j * b.stride + k * c.stride + l * d.stride;
          for (let m = 0; m < e.extent; m += 1, at += 1, from += e.stride) target[at] = source[from] ?? 0;
        }
  return target;
}

interface Axis {
  readonly extent: number;
  readonly stride: number;
}
