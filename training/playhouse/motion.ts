import type { Scene } from './scene.js';
import { directionPairs, type Action } from './world.js';

/** How the actor and its prop stand at one moment. Stage units, radians, alpha 0–1. */
export interface Pose {
  readonly x: number;
  /** Height of the feet above the ground. */
  readonly lift: number;
  readonly scale: number;
  /** Vertical squash: 1 upright, under 1 sitting. */
  readonly stretch: number;
  readonly lean: number;
  readonly alpha: number;
  readonly box?: { readonly x: number; readonly lift: number };
  readonly door?: { readonly x: number; readonly open: number };
}

const smooth = (progress: number): number => progress * progress * (3 - 2 * progress);
const backwards = new Map<Action, Action>(directionPairs.map(([forth, back]) => [back, forth]));

/** The pose at `seconds` from the shot's start. The second of each pair is the first one played backwards. */
export function poseAt(scene: Scene, seconds: number): Pose {
  const raw = (seconds - scene.actionStart) / (scene.actionEnd - scene.actionStart);
  const progress = Math.min(1, Math.max(0, raw));
  const forth = backwards.get(scene.action);
  return forth === undefined ? poseOf(scene, scene.action, progress) : poseOf(scene, forth, 1 - progress);
}

function poseOf(scene: Scene, action: Action, progress: number): Pose {
  const rest: Pose = { x: scene.centreX, lift: 0, scale: 1, stretch: 1, lean: 0, alpha: 1 };
  const { centreX, reach, side } = scene;
  const eased = smooth(progress);
  switch (action) {
    case 'moves left':
      return { ...rest, x: centreX + reach * (1 - 2 * progress) };
    case 'flies up':
      return { ...rest, x: centreX, lift: reach * 0.95 * eased };
    case 'comes closer':
      return { ...rest, scale: 0.5 + 0.75 * eased, lift: 14 * (1 - eased) };
    case 'sits down':
      return { ...rest, stretch: 1 - 0.48 * eased };
    case 'picks up a box':
      return { ...rest, x: centreX - side * 14, box: carriedBox(scene, eased) };
    case 'opens a door':
      return { ...rest, x: centreX - side * 30, door: { x: centreX + side * 48, open: eased } };
    case 'appears':
      return { ...rest, alpha: eased };
    case 'leans left':
      return { ...rest, lean: 0.62 * (1 - 2 * eased) };
    case 'speeds up':
      return { ...rest, x: centreX + side * reach * (2 * progress ** 3 - 1) };
    case 'jumps':
      return { ...rest, lift: 52 * Math.abs(Math.sin(progress * Math.PI * 3)) };
    default:
      return rest;
  }
}

/** A box that starts on the ground beside the actor and ends above its head. */
function carriedBox(scene: Scene, progress: number): { x: number; lift: number } {
  const bodyX = scene.centreX - scene.side * 14;
  const groundX = bodyX + scene.side * 62;
  return { x: groundX + (bodyX - groundX) * smooth(progress), lift: 100 * scene.size * progress };
}
