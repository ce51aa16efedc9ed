import type { Detection } from './contracts.js';
import type { FloatTensor } from './onnx-session.js';

/** How sure, and the four edges. */
const boxWidth = 5;

/**
 * What a detector found in the frames of clips as one tensor [clips, frames, `perFrame`, 5 + `labels`]: the surest things of
 * each frame, of each how sure the detector is, left, top, right, bottom and the probabilities of its labels; zeros where
 * there are fewer things.
 *
 * @param clips of each clip, of each of its `frames` frames: the things, the surest first.
 */
export function stackThings(
  clips: readonly (readonly (readonly Detection[])[])[],
  { frames, perFrame, labels }: { readonly frames: number; readonly perFrame: number; readonly labels: number },
): FloatTensor {
  const width = boxWidth + labels;
  const data = new Float32Array(clips.length * frames * perFrame * width);
  clips.forEach((clip, clipIndex) => {
    clip.slice(0, frames).forEach((things, frame) => {
      things.slice(0, perFrame).forEach(({ score, box, probabilities }, place) => {
        const first = ((clipIndex * frames + frame) * perFrame + place) * width;
        data.set([score, box.left, box.top, box.right, box.bottom], first);
        data.set(probabilities.subarray(0, labels), first + boxWidth);
      });
    });
  });
  return { type: 'float32', data, shape: [clips.length, frames, perFrame, width] };
}
