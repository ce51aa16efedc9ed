import type { RgbImage } from '../../src/domain/rgb-image.js';

/** The same pictures as training/test_pictures.py draws, by the same formula in whole numbers. */
export function drawPicture(width: number, height: number, scene: number, step = 0): RgbImage {
  const data = new Uint8Array(width * height * 3);
  const side = Math.floor(height / 3);
  const left = Math.floor((width * (10 + 7 * step)) / 100);
  const top = Math.floor(height / 3) + Math.floor(((scene % 3) * height) / 9);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inside = x >= left && x < left + side && y >= top && y < top + side;
      const away = (2 * x - 2 * left - side) ** 2 + (2 * y - 2 * top - side) ** 2;
      const isBox = inside && away >= Math.floor((side * side) / 4);
      for (let channel = 0; channel < 3; channel += 1) {
        const sky = 120 + ((scene * 37 + channel * 61) % 120) - Math.floor((y * 40) / height);
        const soil = 40 + ((scene * 53 + channel * 29) % 120) + (((x >> 3) ^ (y >> 3)) % 8) * 6;
        const box = (scene * 97 + channel * channel * 71) % 256;
        data[(y * width + x) * 3 + channel] = isBox ? box : y * 3 > height * 2 ? soil : sky;
      }
    }
  }
  return { width, height, data };
}

/** A picture of a size given as `320x240`. */
export function drawSized(size: string, scene: number, step = 0): RgbImage {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return drawPicture(width, height, scene, step);
}
