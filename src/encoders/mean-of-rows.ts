/** Mean of the rows of a row-major matrix: float32, `width` long, a new array. */
export function meanOfRows(matrix: Float32Array, width: number): Float32Array {
  const rows = matrix.length / width;
  const mean = new Float64Array(width);
  matrix.forEach((value, index) => (mean[index % width] = (mean[index % width] ?? 0) + value / rows));
  return Float32Array.from(mean);
}
