import { outlineOf } from './actor-outline.js';
import { cameraAt } from './camera.js';
import { poseAt } from './motion.js';
import { stage, type Scene } from './scene.js';

/** A box in the picture, in stage units, clipped to it: left, top, width, height. */
export type ActorBox = readonly [x: number, y: number, width: number, height: number];

/** How a transition changes the picture of a shot. */
export interface Veil {
  /** 0 clear to 1 black. */
  readonly fade: number;
  /** How far the picture has swung aside, as a part of its width. */
  readonly offset: number;
}

/** An actor fainter than this cannot be seen. */
const leastVisible = 0.2;
/** What is left of an actor at the picture's edge must be this wide and high to be seen. */
const leastEdge = 4;

/** Where the actor is in the picture, tightly, or `null` while it cannot be seen. */
export function actorBoxAt(scene: Scene, seconds: number, veil: Veil = { fade: 0, offset: 0 }): ActorBox | null {
  const pose = poseAt(scene, seconds);
  if (pose.alpha * (1 - veil.fade) < leastVisible) return null;
  const camera = cameraAt(scene, seconds);
  const scale = scene.size * pose.scale;
  const [sine, cosine] = [Math.sin(pose.lean), Math.cos(pose.lean)];
  const feet = { x: pose.x, y: scene.groundY - pose.lift };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [across, down] of outlineOf(scene.actor.kind)) {
    const [wide, high] = [across * scale, down * scale * pose.stretch];
    const x = (feet.x + wide * cosine - high * sine) * camera.zoom + camera.x + veil.offset * stage.width;
    const y = (feet.y + wide * sine + high * cosine) * camera.zoom + camera.y;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  [left, right] = [Math.max(0, left), Math.min(stage.width, right)];
  [top, bottom] = [Math.max(0, top), Math.min(stage.height, bottom)];
  if (right - left < leastEdge || bottom - top < leastEdge) return null;
  return [left, top, right - left, bottom - top];
}
