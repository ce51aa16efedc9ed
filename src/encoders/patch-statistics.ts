/**
 * Mean and standard deviation of each dimension over a frame's patch tokens: float64, 2 × `width`. They keep what a
 * picture is made of, which the embedding forgets. `patches` is tokens × `width`, row-major.
 */
export function patchStatistics(patches: Float32Array | undefined, width: number): Float64Array {
  const statistics = new Float64Array(2 * width);
  const count = patches ? patches.length / width : 0;
  if (!patches || count < 2) return statistics;
  for (let column = 0; column < width; column += 1) {
    let sum = 0;
    let squares = 0;
    for (let at = column; at < patches.length; at += width) sum += patches[at] ?? 0;
    const mean = sum / count;
    for (let at = column; at < patches.length; at += width) squares += ((patches[at] ?? 0) - mean) ** 2;
    statistics[column] = mean;
    statistics[width + column] = Math.sqrt(squares / (count - 1));
  }
  return statistics;
}
