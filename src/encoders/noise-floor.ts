/** Frames in one of the stretches whose quietest moments are remembered: one second of 20 ms frames. */
const stretchFrames = 50;
/** How many stretches back the floor is looked for: speech pauses at least that often. */
const stretchesKept = 10;
/** A floor is believed to be no higher than this until a whole stretch has been heard: the first word may come at once. */
const highestEarlyFloor = -50;

/**
 * Follows the level of what is always there (hum, hiss, a room) by its quietest moments of the last ten seconds, after
 * R. Martin, "Noise power spectral density estimation based on optimal smoothing and minimum statistics" (2001).
 */
export class NoiseFloor {
  readonly #minima: number[] = [];
  #smoothed: number | undefined;
  #current = Infinity;
  #frames = 0;

  /** Takes the next frame's level in dB of full scale and gives the floor, in dB. */
  follow(level: number): number {
    this.#smoothed = this.#smoothed === undefined ? level : 0.6 * this.#smoothed + 0.4 * level;
    this.#current = Math.min(this.#current, this.#smoothed);
    this.#frames += 1;
    const floor = Math.min(this.#current, ...this.#minima);
    if (this.#frames % stretchFrames === 0) {
      this.#minima.push(this.#current);
      if (this.#minima.length > stretchesKept) this.#minima.shift();
      this.#current = Infinity;
    }
    return this.#frames <= stretchFrames ? Math.min(floor, highestEarlyFloor) : floor;
  }
}
