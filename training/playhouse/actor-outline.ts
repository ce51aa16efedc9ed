import { createCanvas } from '@napi-rs/canvas';
import { drawActor } from './draw-actor.js';
import type { ActorKind } from './world.js';

/** A point in an actor's own units: x from its middle, y from its feet, downwards. */
export type OutlinePoint = readonly [x: number, y: number];

const half = 70;
const above = 125;
const below = 5;
const outlines = new Map<ActorKind, readonly OutlinePoint[]>();

/** The outermost points of an upright actor, row by row, measured once from its drawing. */
export function outlineOf(kind: ActorKind): readonly OutlinePoint[] {
  const known = outlines.get(kind) ?? measure(kind);
  outlines.set(kind, known);
  return known;
}

function measure(kind: ActorKind): OutlinePoint[] {
  const [width, height] = [2 * half, above + below];
  const context = createCanvas(width, height).getContext('2d');
  context.translate(half, above);
  drawActor(context, kind, 'red');
  const { data } = context.getImageData(0, 0, width, height);
  const points: OutlinePoint[] = [];
  for (let row = 0; row < height; row += 1) {
    const drawn = Array.from({ length: width }, (_, column) => (data[(row * width + column) * 4 + 3] ?? 0) > 127);
    const [first, last] = [drawn.indexOf(true), drawn.lastIndexOf(true)];
    if (first < 0) continue;
    for (const y of [row - above, row + 1 - above]) points.push([first - half, y], [last + 1 - half, y]);
  }
  return points;
}
