import { spanSeconds, type TimeSpan } from '../../domain/time-span.js';

/** A part of what is known of a shot, with a scale of its own: how it looks, or who is named in it and where. */
export type Aspect = 'looks' | 'words';

/** A vector's weighted sum over some shots, and the sum of its squares, from which mean and scatter follow. */
export interface Moments {
  /** Weighted sum, float32, the aspect's dimensions. */
  readonly sum: Float32Array;
  /** Weighted sum of squared lengths. */
  readonly squares: number;
}

/** One shot, or several neighbouring ones that look alike and name the same: chapters are made of whole units. */
export interface Unit {
  readonly span: TimeSpan;
  readonly weight: number;
  readonly shots: number;
  readonly looks: Moments;
  readonly words: Moments;
}

/** A long shot counts for no more than so many seconds: it is one picture all the same. */
const heaviestSeconds = 30;

/** A unit of one shot. */
export function unitOfShot(span: TimeSpan, looks: Float32Array, words: Float32Array): Unit {
  const weight = Math.min(heaviestSeconds, Math.max(0.1, spanSeconds(span)));
  return { span, weight, shots: 1, looks: momentsOf(looks, weight), words: momentsOf(words, weight) };
}

/** Two neighbouring units as one. */
export function joinUnits(a: Unit, b: Unit): Unit {
  return {
    span: { startSeconds: a.span.startSeconds, endSeconds: b.span.endSeconds },
    weight: a.weight + b.weight,
    shots: a.shots + b.shots,
    looks: addMoments(a.looks, b.looks),
    words: addMoments(a.words, b.words),
  };
}

/**
 * How much scatter it adds to take two units for one (Ward's distance): their weights' harmonic part of the squared distance
 * of their means. Scales are per aspect.
 */
export function joiningCost(a: Unit, b: Unit, scales: Readonly<Record<Aspect, number>>): number {
  const shared = (a.weight * b.weight) / (a.weight + b.weight);
  const between = (aspect: Aspect): number => {
    let squared = 0;
    for (let k = 0; k < a[aspect].sum.length; k += 1)
      squared += ((a[aspect].sum[k] ?? 0) / a.weight - (b[aspect].sum[k] ?? 0) / b.weight) ** 2;
    return squared;
  };
  return shared * (scales.looks * between('looks') + scales.words * between('words'));
}

/** What makes an aspect's scatter over all units 1; 0 where it does not change at all. */
export function aspectScale(units: readonly Unit[], aspect: Aspect): number {
  let [weight, squares] = [0, 0];
  const sum = new Float64Array(units[0]?.[aspect].sum.length ?? 0);
  for (const unit of units) {
    weight += unit.weight;
    squares += unit[aspect].squares;
    for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] ?? 0) + (unit[aspect].sum[k] ?? 0);
  }
  const scatter = squares - sum.reduce((all, value) => all + value * value, 0) / weight;
  // What rounding leaves of a picture that never changes is no scatter.
  return scatter > 1e-5 * squares ? 1 / scatter : 0;
}

function momentsOf(vector: Float32Array, weight: number): Moments {
  const squares = vector.reduce((all, value) => all + value * value, 0);
  return { sum: vector.map((value) => value * weight), squares: squares * weight };
}

function addMoments(a: Moments, b: Moments): Moments {
  return { sum: a.sum.map((value, k) => value + (b.sum[k] ?? 0)), squares: a.squares + b.squares };
}
