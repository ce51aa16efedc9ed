import { AskreelError } from '../domain/coded-error.js';
import type { RgbImage } from '../domain/rgb-image.js';

/** Frames that differ by less than this in the mean, with no spot that differs much, show the same. */
const sameMean = 0.004;
const sameSpot = 0.04;

/**
 * Mean absolute luma change between two frames of equal size, 0 to 1; every second pixel of every second row is looked at.
 *
 * Throws `BAD_ARGUMENT` when the sizes differ.
 */
export function motionEnergy(before: RgbImage, after: RgbImage): number {
  return compareLuma(before, after).mean;
}

/**
 * Whether two frames of equal size show the same, so that encoding the second tells nothing new: hardly any change in the
 * mean, and none in any spot (a sixteenth of the width and height) that a small moving thing would make.
 *
 * Throws `BAD_ARGUMENT` when the sizes differ.
 */
export function isNearDuplicate(before: RgbImage, after: RgbImage): boolean {
  const { mean, spot } = compareLuma(before, after);
  return mean < sameMean && spot < sameSpot;
}

/** Mean luma change of the whole picture and of the spot that changed most. */
function compareLuma(before: RgbImage, after: RgbImage): { readonly mean: number; readonly spot: number } {
  const { width, height } = before;
  if (after.width !== width || after.height !== height) {
    throw new AskreelError(
      'BAD_ARGUMENT',
      `Frames of ${width}×${height} and ${after.width}×${after.height} pixels cannot be compared.`,
    );
  }
  const spots = new Float64Array(256);
  const counts = new Uint32Array(256);
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y += 2) {
    const spotRow = Math.floor((y * 16) / height) * 16;
    for (let x = 0; x < width; x += 2) {
      const at = (y * width + x) * 3;
      const change = Math.abs(lumaAt(before.data, at) - lumaAt(after.data, at));
      const spot = spotRow + Math.floor((x * 16) / width);
      spots[spot]! += change;
      counts[spot]! += 1;
      sum += change;
      count += 1;
    }
  }
  let largest = 0;
  for (let spot = 0; spot < 256; spot += 1) {
    if (counts[spot]! > 0) largest = Math.max(largest, spots[spot]! / counts[spot]!);
  }
  return { mean: sum / count / 255, spot: largest / 255 };
}

function lumaAt(data: Uint8Array, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}
