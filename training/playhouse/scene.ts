import type { Random } from './random.js';
import {
  actions,
  actors,
  colours,
  isHeldOut,
  places,
  type Action,
  type ActorKind,
  type Colour,
  type Place,
} from './world.js';

/** The stage in its own units; every picture is drawn in these and scaled to the size asked for. */
export const stage = { width: 320, height: 240 } as const;

export interface Performer {
  readonly kind: ActorKind;
  readonly colour: Colour;
}

/** One shot, complete: with its start time everything in every frame follows from it. */
export interface Scene {
  readonly seed: number;
  readonly place: Place;
  readonly actor: Performer;
  readonly action: Action;
  /** Stands at the side and does nothing. */
  readonly bystander: Performer | undefined;
  readonly durationSeconds: number;
  /** The action's span, seconds from the shot's start. */
  readonly actionStart: number;
  readonly actionEnd: number;
  /** Middle of the actor's path and the ground it stands on, in stage units. */
  readonly centreX: number;
  readonly groundY: number;
  /** Half of the way travelled, in stage units. */
  readonly reach: number;
  /** +1 or −1: side of the props, and the way of motions that go either way. */
  readonly side: 1 | -1;
  readonly size: number;
  readonly bystanderX: number;
  readonly driftX: number;
  readonly driftY: number;
  readonly zoom: number;
  readonly light: number;
}

export interface SceneChoice {
  /** `seen` leaves held-out combinations out, `held-out` takes nothing else, `any` takes all. */
  readonly combinations: 'seen' | 'held-out' | 'any';
  readonly action?: Action;
  readonly actor?: Performer;
  readonly place?: Place;
}

/** Where the bystander's feet are on the stage, and how large it is. */
export function bystanderPlace(scene: Scene): { readonly x: number; readonly y: number; readonly scale: number } {
  return { x: scene.bystanderX, y: scene.groundY - 18, scale: 0.62 };
}

/** Draws one scene at random. */
export function chooseScene(random: Random, choice: SceneChoice): Scene {
  const { actor, action } = chooseCast(random, choice);
  const durationSeconds = random.between(3.6, 6);
  const actionSeconds = Math.min(durationSeconds - 0.6, random.between(2.2, 4.6));
  const actionStart = random.between(0.3, durationSeconds - actionSeconds - 0.3);
  const side = random.chance(0.5) ? 1 : -1;
  const bystander = random.chance(0.3)
    ? { kind: random.pick(actors.filter((kind) => kind !== actor.kind)), colour: random.pick(colours) }
    : undefined;
  return {
    seed: random.below(2 ** 31),
    place: choice.place ?? random.pick(places),
    actor,
    action,
    bystander,
    durationSeconds,
    actionStart,
    actionEnd: actionStart + actionSeconds,
    centreX: random.between(135, 185),
    groundY: random.between(190, 218),
    reach: random.between(55, 95),
    side,
    size: random.between(0.85, 1.15),
    bystanderX: (random.chance(0.5) ? 1 : -1) * random.between(100, 128) + 160,
    driftX: random.between(-9, 9),
    driftY: random.between(-5, 5),
    zoom: random.between(1, 1.06),
    light: random.between(-0.12, 0.12),
  };
}

function chooseCast(random: Random, choice: SceneChoice): { actor: Performer; action: Action } {
  for (;;) {
    const actor = choice.actor ?? { kind: random.pick(actors), colour: random.pick(colours) };
    const action = choice.action ?? random.pick(actions);
    const heldOut = isHeldOut(actor.colour, actor.kind, action);
    if (choice.combinations === 'any' || heldOut === (choice.combinations === 'held-out')) return { actor, action };
    if (choice.action !== undefined && choice.actor !== undefined) return { actor, action };
  }
}
