/** Length of the clips that saliency is told for, as QVHighlights has them. */
export const clipSeconds = 2;

/** Means of a curve of even steps over clips of {@link clipSeconds}; the last clip may be shorter. */
export function clipMeans(curve: Float32Array, stepSeconds: number): Float32Array {
  const perClip = clipSeconds / stepSeconds;
  return Float32Array.from({ length: Math.ceil(curve.length / perClip) }, (_, clip) => {
    const inside = curve.subarray(Math.round(clip * perClip), Math.round((clip + 1) * perClip));
    return inside.reduce((sum, value) => sum + value, 0) / Math.max(1, inside.length);
  });
}
