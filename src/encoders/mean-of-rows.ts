/** Mean of the rows of a row-major matrix: float32, `width` long, a new array. */
export function meanOfRows(matrix: Float32Array, width: number): Float32Array {
  const rows = matrix.length / width;
  const mean = new Float64Array(width);
  matrix.forEach((value, index) => (mean[index % width] = (mean[index % width] ?? 0) + value / rows));
  return Float32Array.from(mean);
}

/** Mean of vectors of one length: float32, a new array; empty without any. */
export function meanOfVectors(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]?.length ?? 0;
  const rows = new Float32Array(vectors.length * width);
  vectors.forEach((vector, index) => rows.set(vector, index * width));
  return meanOfRows(rows, width);
}
