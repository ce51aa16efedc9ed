/** The vector at length 1 (L2), a new array; zeros stay zeros. */
export function normaliseVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => (length > 0 ? value / length : 0));
}
