import { spanSeconds } from '../../domain/time-span.js';
import { aspectScale, type Aspect, type Unit } from './unit.js';

/** What the two aspects count for: who acts and where tells scenes apart better than how the pictures look. */
const aspectWeights: Readonly<Record<Aspect, number>> = { looks: 1, words: 2 };
/**
 * What a segment's length costs beside its scatter, as a share of the mean scatter of a segment if it is twice as long as the
 * mean one (or next to nothing): keeps one odd shot from being a chapter, and an hour of variety from being one.
 */
const lengthWeight = 0.2;
/** What the strongest border is worth, in the same measure: chapters begin where much changes at once. */
const borderWeight = 1;
/** A border's two sides must differ more than so many times what shots within a side scatter. */
const worthwhile = 2;
/** Length of a side, in seconds, or a little more: sides are made of whole units. */
const sideSeconds = 40;

/** How {@link segmentUnits} segments. */
export interface Segmentation {
  /** Segments that are wanted, at least 1. */
  readonly count: number;
  /** No segment is shorter, unless all together are. */
  readonly leastSeconds: number;
  /** Drops borders that say little (fewer segments then). */
  readonly dropWeak: boolean;
}

/**
 * Parts units into neighbouring segments that scatter little within, are of like length, and begin where the units before
 * and behind differ: the exact optimum, by dynamic programming. Gives the index of each segment's first unit; the first is 0.
 */
export function segmentUnits(units: readonly Unit[], { count, leastSeconds, dropWeak }: Segmentation): number[] {
  const n = units.length;
  if (n === 0) return [];
  const costs = scatterTable(units);
  const cost = (from: number, to: number): number => costs[from * n + to - 1] ?? 0;
  const wanted = Math.min(count, n);
  const seconds = (from: number, to: number): number =>
    spanSeconds({ startSeconds: units[from]?.span.startSeconds ?? 0, endSeconds: units[to - 1]?.span.endSeconds ?? 0 });
  const mean = { scatter: cost(0, n) / wanted, seconds: Math.max(1e-3, seconds(0, n)) / wanted };
  const borders = measureBorders(units, seconds, cost);
  const starts = parts(n, wanted, (from, to) => {
    const long = seconds(from, to);
    if (long < leastSeconds) return Infinity;
    const even = lengthWeight * (long / mean.seconds - 1) ** 2;
    const strong = from === 0 ? 0 : borderWeight * (borders.strength[from] ?? 0);
    return cost(from, to) + mean.scatter * (even - strong);
  });
  return dropWeak ? dropWeakBorders(starts, n, borders) : starts;
}

/** The units before and behind each unit's beginning, compared. */
interface Borders {
  /** How much the two sides differ at a unit's beginning, as a share of the strongest ones, 0 to 1; 0 where one near is stronger. */
  readonly strength: readonly number[];
  /**
   * How much more the sides differ than the shots of a side do, about 1 where nothing changes; no side reaches beyond `before`
   * or `behind`.
   */
  readonly contrast: (at: number, before: number, behind: number) => number;
}

function measureBorders(
  units: readonly Unit[],
  seconds: (from: number, to: number) => number,
  cost: (from: number, to: number) => number,
): Borders {
  const n = units.length;
  const sidesOf = (at: number, before: number, behind: number): { readonly from: number; readonly to: number } => {
    let [from, to] = [at - 1, at + 1];
    while (from > before && seconds(from, at) < sideSeconds) from -= 1;
    while (to < behind && seconds(at, to) < sideSeconds) to += 1;
    return { from, to };
  };
  const compare = (at: number, { from, to }: { readonly from: number; readonly to: number }): number => {
    const gain = Math.max(0, cost(from, to) - cost(from, at) - cost(at, to));
    // Units differ in length: a side that happens to be long makes no border stronger.
    const [before, behind] = [seconds(from, at), seconds(at, to)];
    const shared = (before * behind) / Math.max(1e-3, before + behind);
    return gain * Math.min(1, sideSeconds / 2 / Math.max(1e-3, shared));
  };
  const between: number[] = [0];
  let [within, freedom] = [0, 0];
  for (let at = 1; at < n; at += 1) {
    const sides = sidesOf(at, 0, n);
    between.push(compare(at, sides));
    within += cost(sides.from, at) + cost(at, sides.to);
    // Shots that were joined into a unit for their likeness count: without them all that is left is unlike.
    for (const { shots } of units.slice(sides.from, sides.to)) freedom += shots;
    freedom -= 2;
  }
  const scatter = within / Math.max(1, freedom);
  const strongest = between.toSorted((a, b) => b - a)[Math.floor(between.length / 20)] ?? 0;
  const isPeak = (at: number): boolean => {
    const near = (other: number): boolean => seconds(Math.min(at, other), Math.max(at, other)) <= sideSeconds / 2;
    const value = between[at] ?? 0;
    for (let other = at - 1; other > 0 && near(other); other -= 1) if ((between[other] ?? 0) > value) return false;
    for (let other = at + 1; other < n && near(other); other += 1) if ((between[other] ?? 0) > value) return false;
    return true;
  };
  return {
    strength: between.map((value, at) => (strongest > 1e-9 && isPeak(at) ? Math.min(1, value / strongest) : 0)),
    contrast: (at, before, behind) => {
      const value = compare(at, sidesOf(at, before, behind));
      return value <= 1e-9 ? 0 : value / Math.max(scatter, 1e-9);
    },
  };
}

/** Takes the weakest border away as long as its sides, up to the borders next to it, are too alike. */
function dropWeakBorders(starts: readonly number[], n: number, { contrast }: Borders): number[] {
  const kept = [...starts];
  while (kept.length > 1) {
    const contrasts = kept.slice(1).map((start, at) => contrast(start, kept[at] ?? 0, kept[at + 2] ?? n));
    const weakest = contrasts.indexOf(Math.min(...contrasts));
    if ((contrasts[weakest] ?? 0) > worthwhile) break;
    kept.splice(weakest + 1, 1);
  }
  return kept;
}

/** Scatter of the units `from` up to `to - 1` taken together, at `from × n + to - 1`. */
function scatterTable(units: readonly Unit[]): Float64Array {
  const n = units.length;
  const table = new Float64Array(n * n);
  for (const aspect of ['looks', 'words'] as const) {
    const scale = aspectScale(units, aspect) * aspectWeights[aspect];
    if (scale === 0) continue;
    const sum = new Float64Array(units[0]?.[aspect].sum.length ?? 0);
    for (let from = 0; from < n; from += 1) {
      sum.fill(0);
      let [weight, squares] = [0, 0];
      for (let at = from; at < n; at += 1) {
        const unit = units[at];
        if (!unit) break;
        const added = unit[aspect].sum;
        let ofSum = 0;
        for (let k = 0; k < sum.length; k += 1) {
          const value = (sum[k] ?? 0) + (added[k] ?? 0);
          sum[k] = value;
          ofSum += value * value;
        }
        weight += unit.weight;
        squares += unit[aspect].squares;
        const place = from * n + at;
        table[place] = (table[place] ?? 0) + scale * Math.max(0, squares - ofSum / weight);
      }
    }
  }
  return table;
}

/** The starts of the segments that cost least: as many as are wanted, or as many as can be had. */
function parts(n: number, count: number, cost: (from: number, to: number) => number): number[] {
  // best[to]: least cost of the units before `to` in k segments; from[k]: where the last of them begins.
  let best = Array.from({ length: n + 1 }, (_, to) => (to === 0 ? Infinity : cost(0, to)));
  const from: Int32Array[] = [new Int32Array(n + 1)];
  for (let k = 2; k <= count; k += 1) {
    const next = new Array<number>(n + 1).fill(Infinity);
    const starts = new Int32Array(n + 1);
    for (let to = k; to <= n; to += 1) {
      for (let start = k - 1; start < to; start += 1) {
        const before = best[start] ?? Infinity;
        const whole = before === Infinity ? Infinity : before + cost(start, to);
        if (whole >= (next[to] ?? Infinity)) continue;
        next[to] = whole;
        starts[to] = start;
      }
    }
    if (next[n] === Infinity) break;
    best = next;
    from.push(starts);
  }
  const found: number[] = [];
  for (let k = from.length - 1, to = n; k >= 0; k -= 1) {
    to = from[k]?.[to] ?? 0;
    found.unshift(to);
  }
  return found;
}
