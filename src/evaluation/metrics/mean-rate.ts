import type { Rate } from '../rate.js';

/** The mean of numbers, with the unit they have; `null` when there are none. */
export function meanRate(values: readonly number[]): Rate {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
