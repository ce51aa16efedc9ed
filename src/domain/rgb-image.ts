/** An RGB picture: `data` is height × width × 3, uint8, row-major, interleaved. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A decoded video frame with its presentation time in source seconds. */
export interface VideoFrame extends RgbImage {
  readonly timeSeconds: number;
}
