import type { RgbImage } from '../../domain/rgb-image.js';
import { isInked, letterHeight, letterWidth } from './letter-shapes.js';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Pixels for each cell of a letter. */
const cellPixels = 2;

/** Pixels from one letter to the next. */
export const letterAdvance = (letterWidth + 1) * cellPixels;

/** Pixels from one line to the next. */
export const lineAdvance = (letterHeight + 1) * cellPixels;

/** Draws a line of text with its upper left corner at a place; what does not fit into the picture is left out. */
export function drawLine(image: RgbImage, text: string, left: number, top: number, colour: Colour): void {
  for (const [index, character] of [...text].entries()) {
    for (let y = 0; y < letterHeight * cellPixels; y += 1) {
      for (let x = 0; x < letterWidth * cellPixels; x += 1) {
        if (!isInked(character, Math.floor(x / cellPixels), Math.floor(y / cellPixels))) continue;
        const [column, row] = [left + index * letterAdvance + x, top + y];
        if (column < image.width && row < image.height) image.data.set(colour, (row * image.width + column) * 3);
      }
    }
  }
}
