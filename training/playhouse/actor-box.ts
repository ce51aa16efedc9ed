import { outlineOf } from './actor-outline.js';
import { cameraAt } from './camera.js';
import { poseAt } from './motion.js';
import { bystanderPlace, stage, type Scene } from './scene.js';
import type { ActorKind } from './world.js';

/** A box in the picture, in stage units, clipped to it: left, top, width, height. */
export type ActorBox = readonly [x: number, y: number, width: number, height: number];

/** How a transition changes the picture of a shot. */
export interface Veil {
  /** 0 clear to 1 black. */
  readonly fade: number;
  /** How far the picture has swung aside, as a part of its width. */
  readonly offset: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** An actor fainter than this cannot be seen. */
const leastVisible = 0.2;
/** What is left of an actor at the picture's edge must be this wide and high to be seen. */
const leastEdge = 4;

/** From an actor's own units to those of the stage. */
type Placing = (across: number, down: number) => Point;

/** Where the actor is in the picture, tightly, or `null` while it cannot be seen. */
export function actorBoxAt(scene: Scene, seconds: number, veil: Veil = { fade: 0, offset: 0 }): ActorBox | null {
  const pose = poseAt(scene, seconds);
  if (pose.alpha * (1 - veil.fade) < leastVisible) return null;
  const scale = scene.size * pose.scale;
  const [sine, cosine] = [Math.sin(pose.lean), Math.cos(pose.lean)];
  const onStage: Placing = (across, down) => {
    const [wide, high] = [across * scale, down * scale * pose.stretch];
    return {
      x: pose.x + wide * cosine - high * sine,
      y: scene.groundY - pose.lift + wide * sine + high * cosine,
    };
  };
  return boxInPicture(scene.actor.kind, onStage, scene, seconds, veil);
}

/** Where the bystander is in the picture, tightly, whether or not the actor stands before it; `null` where there is none. */
export function bystanderBoxAt(scene: Scene, seconds: number, veil: Veil = { fade: 0, offset: 0 }): ActorBox | null {
  if (scene.bystander === undefined || 1 - veil.fade < leastVisible) return null;
  const onStage: Placing = (across, down) => {
    const { x, y, scale } = bystanderPlace(scene);
    return { x: x + across * scale, y: y + down * scale };
  };
  return boxInPicture(scene.bystander.kind, onStage, scene, seconds, veil);
}

function boxInPicture(kind: ActorKind, onStage: Placing, scene: Scene, seconds: number, veil: Veil): ActorBox | null {
  const camera = cameraAt(scene, seconds);
  const toPicture = (across: number, down: number): Point => {
    const { x, y } = onStage(across, down);
    return { x: x * camera.zoom + camera.x + veil.offset * stage.width, y: y * camera.zoom + camera.y };
  };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of outlineOf(kind)) {
    for (const { x, y } of clipToPicture(toPicture(row.left, row.y), toPicture(row.right, row.y))) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  if (left === Infinity || right - left < leastEdge || bottom - top < leastEdge) return null;
  return [left, top, right - left, bottom - top];
}

/** The ends of what a line shows in the picture (Liang and Barsky 1984); none when it passes by. */
function clipToPicture(from: Point, to: Point): Point[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enters, leaves] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x],
    [dx, stage.width - from.x],
    [-dy, from.y],
    [dy, stage.height - from.y],
  ] as const) {
    if (step === 0 && room < 0) return [];
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  if (enters > leaves) return [];
  return [enters, leaves].map((part) => ({ x: from.x + part * dx, y: from.y + part * dy }));
}
