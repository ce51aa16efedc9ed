import type { RgbImage } from '../domain/rgb-image.js';

/** A picture's mean luma (Rec. 601, 0 to 1) in each cell of a grid, row by row: noise averages out, motion stays. */
export function toLumaGrid(image: RgbImage, columns = 32, rows = 24): Float32Array {
  const grid = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const [top, bottom] = cellEdges(row, rows, image.height);
    for (let column = 0; column < columns; column += 1) {
      const [left, right] = cellEdges(column, columns, image.width);
      grid[row * columns + column] = meanLuma(image, left, right, top, bottom);
    }
  }
  return grid;
}

/** Mean and largest absolute difference of two grids, 0 to 1. */
export function compareLumaGrids(
  a: Float32Array,
  b: Float32Array,
): { readonly mean: number; readonly largest: number } {
  let sum = 0;
  let largest = 0;
  for (let index = 0; index < a.length; index += 1) {
    const difference = Math.abs((a[index] ?? 0) - (b[index] ?? 0));
    sum += difference;
    if (difference > largest) largest = difference;
  }
  return { mean: sum / a.length, largest };
}

/** At least one pixel, also when the picture has fewer pixels than the grid has cells. */
function cellEdges(cell: number, cells: number, pixels: number): [number, number] {
  const first = Math.min(pixels - 1, Math.floor((cell * pixels) / cells));
  return [first, Math.max(first + 1, Math.floor(((cell + 1) * pixels) / cells))];
}

function meanLuma(image: RgbImage, left: number, right: number, top: number, bottom: number): number {
  const { data, width } = image;
  let sum = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let offset = (y * width + left) * 3, end = (y * width + right) * 3; offset < end; offset += 3) {
      sum += 0.299 * data[offset]! + 0.587 * data[offset + 1]! + 0.114 * data[offset + 2]!;
    }
  }
  return sum / (255 * (right - left) * (bottom - top));
}
