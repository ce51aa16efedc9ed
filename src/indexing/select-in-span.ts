import type { TimeSpan } from '../domain/time-span.js';

/** The items of a list in time order whose time lies in a span (start included, end excluded), by bisection. */
export function selectInSpan<Item>(items: readonly Item[], timeOf: (item: Item) => number, span: TimeSpan): Item[] {
  return items.slice(firstFrom(items, timeOf, span.startSeconds), firstFrom(items, timeOf, span.endSeconds));
}

/** Index of the first item at or after a moment; the list's length when there is none. */
export function firstFrom<Item>(items: readonly Item[], timeOf: (item: Item) => number, seconds: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
