import { createCanvas } from '@napi-rs/canvas';
import { drawActor } from './draw-actor.js';
import type { ActorKind } from './world.js';

/** One row of an actor, in its own units: from `left` to `right` of its middle, `y` down from its feet. */
export interface OutlineRow {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const half = 70;
const above = 125;
const below = 5;
const outlines = new Map<ActorKind, readonly OutlineRow[]>();

/** The rows of an upright actor, from its top down, measured once from its drawing. */
export function outlineOf(kind: ActorKind): readonly OutlineRow[] {
  const known = outlines.get(kind) ?? measure(kind);
  outlines.set(kind, known);
  return known;
}

function measure(kind: ActorKind): OutlineRow[] {
  const [width, height] = [2 * half, above + below];
  const context = createCanvas(width, height).getContext('2d');
  context.translate(half, above);
  drawActor(context, kind, 'red');
  const { data } = context.getImageData(0, 0, width, height);
  const rows: OutlineRow[] = [];
  for (let row = 0; row < height; row += 1) {
    const drawn = Array.from({ length: width }, (_, column) => (data[(row * width + column) * 4 + 3] ?? 0) > 127);
    const [first, last] = [drawn.indexOf(true), drawn.lastIndexOf(true)];
    if (first < 0) continue;
    for (const y of [row - above, row + 1 - above]) rows.push({ left: first - half, right: last + 1 - half, y });
  }
  return rows;
}
