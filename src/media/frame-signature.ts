import type { RgbImage } from '../domain/rgb-image.js';

/** A frame boiled down to what tells shots apart. */
export interface FrameSignature {
  /** Mean red, green, blue (0 to 255) of each cell of a 32×24 grid, row-major: 768 × 3. */
  readonly cells: Uint8Array;
  /** Share of the cells in each of 64 colours (4 levels a channel); sums to 1. Hardly changes when things only move. */
  readonly colours: Float32Array;
  /** Mean luma, 0 to 255. */
  readonly luma: number;
  /** Share of the cells that are brighter than black (luma above 24). */
  readonly litShare: number;
}

const gridWidth = 32;
const gridHeight = 24;
/** Samples along each side of a cell; more only cost time. */
const samplesPerSide = 3;

/** Boils a frame of any size down; about 7,000 samples. */
export function signFrame(frame: RgbImage): FrameSignature {
  const { width, height, data } = frame;
  const columns = samplePositions(width, gridWidth, 3);
  const rows = samplePositions(height, gridHeight, width * 3);
  const cells = new Uint8Array(gridWidth * gridHeight * 3);
  const colours = new Float32Array(64);
  const samples = samplesPerSide * samplesPerSide;
  let lumaSum = 0;
  let lit = 0;
  for (let row = 0, cell = 0; row < gridHeight; row += 1) {
    for (let column = 0; column < gridWidth; column += 1, cell += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let y = 0; y < samplesPerSide; y += 1) {
        const line = rows[row * samplesPerSide + y]!;
        for (let x = 0; x < samplesPerSide; x += 1) {
          const at = line + columns[column * samplesPerSide + x]!;
          red += data[at]!;
          green += data[at + 1]!;
          blue += data[at + 2]!;
        }
      }
      red /= samples;
      green /= samples;
      blue /= samples;
      cells[cell] = red;
      cells[cell + 1] = green;
      cells[cell + 2] = blue;
      colours[((red >> 6) << 4) | ((green >> 6) << 2) | (blue >> 6)]! += 1 / (gridWidth * gridHeight);
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      lumaSum += luma;
      if (luma > 24) lit += 1;
    }
  }
  return { cells, colours, luma: lumaSum / (gridWidth * gridHeight), litShare: lit / (gridWidth * gridHeight) };
}

/** How much two frames differ place by place: mean absolute change of the cells, 0 to 1. */
export function pictureDistance(a: FrameSignature, b: FrameSignature): number {
  let sum = 0;
  for (let index = 0; index < a.cells.length; index += 1) sum += Math.abs(a.cells[index]! - b.cells[index]!);
  return sum / (a.cells.length * 255);
}

/** How much two frames differ in the colours they hold, wherever these are: 0 to 1. */
export function colourDistance(a: FrameSignature, b: FrameSignature): number {
  let sum = 0;
  for (let index = 0; index < a.colours.length; index += 1) sum += Math.abs(a.colours[index]! - b.colours[index]!);
  return sum / 2;
}

/** Correlation of two frames' cells, −1 to 1: near 1 when they show the same, also in another light. */
export function pictureLikeness(a: FrameSignature, b: FrameSignature): number {
  const count = a.cells.length;
  let sumA = 0;
  let sumB = 0;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  for (let index = 0; index < count; index += 1) {
    const left = a.cells[index]!;
    const right = b.cells[index]!;
    sumA += left;
    sumB += right;
    sumAA += left * left;
    sumBB += right * right;
    sumAB += left * right;
  }
  const spread = Math.sqrt((sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count));
  return spread > 0 ? (sumAB - (sumA * sumB) / count) / spread : 1;
}

/** Offsets of evenly spread samples along one side of the picture, `step` apart for neighbouring pixels. */
function samplePositions(pixels: number, cells: number, step: number): Int32Array {
  const positions = new Int32Array(cells * samplesPerSide);
  for (let index = 0; index < positions.length; index += 1) {
    positions[index] = Math.min(pixels - 1, Math.floor(((index + 0.5) * pixels) / positions.length)) * step;
  }
  return positions;
}
