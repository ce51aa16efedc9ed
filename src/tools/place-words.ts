import type { FrameBox, TimedBox } from '../domain/frame-box.js';

/** Middles that stay this close, in shares of the picture, have not moved. */
const sameSpot = 0.1;
/** A box that grows or shrinks by this factor in height has changed its size. */
const otherSize = 1.35;

/** Where a box is in the picture, e.g. `left, bottom` or `centre`. */
export function placeInWords(box: FrameBox): string {
  const across = third((box.left + box.right) / 2, ['left', 'centre', 'right']);
  const down = third((box.top + box.bottom) / 2, ['top', 'middle', 'bottom']);
  if (down === 'middle') return across;
  return across === 'centre' ? `centre, ${down}` : `${across}, ${down}`;
}

/** A box in whole per cent of the picture, e.g. `x 12–40 %, y 50–93 %`. */
export function boxInPercent({ left, top, right, bottom }: FrameBox): string {
  const percent = (share: number): string => String(Math.round(share * 100));
  return `x ${percent(left)}–${percent(right)} %, y ${percent(top)}–${percent(bottom)} %`;
}

/**
 * Where a tube (boxes in time order, at least one) is over time, from its first box to its last: `stays at the left …`,
 * `from the left … to the right …`, with both boxes; and the farthest place between when it comes back.
 */
export function pathInWords(boxes: readonly TimedBox[]): string {
  const [first, last] = [boxes[0]?.box, boxes.at(-1)?.box];
  if (!first || !last) return '';
  const farthest = boxes.reduce((far, { box }) => (distance(first, box) > distance(first, far) ? box : far), first);
  const size = sizeChange(first, last);
  const at = (box: FrameBox): string => `${placeInWords(box)} (${boxInPercent(box)})`;
  if (distance(first, last) >= sameSpot) return `moves from ${at(first)} to ${at(last)}${size}`;
  if (distance(first, farthest) >= sameSpot) return `moves from ${at(first)} by way of ${at(farthest)} back${size}`;
  return size === '' ? `stays at ${at(first)}` : `stays at ${at(first)}, at the end ${boxInPercent(last)}${size}`;
}

function third(share: number, words: readonly [string, string, string]): string {
  return words[Math.min(2, Math.floor(share * 3))] ?? words[1];
}

function distance(a: FrameBox, b: FrameBox): number {
  return Math.hypot(a.left + a.right - b.left - b.right, a.top + a.bottom - b.top - b.bottom) / 2;
}

function sizeChange(first: FrameBox, last: FrameBox): string {
  const ratio = (last.bottom - last.top) / Math.max(1e-6, first.bottom - first.top);
  if (ratio >= otherSize) return ', growing taller';
  return ratio <= 1 / otherSize ? ', growing shorter' : '';
}
