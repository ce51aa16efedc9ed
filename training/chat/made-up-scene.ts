import { captionOf } from '../playhouse/captions.js';
import type { Random } from '../playhouse/random.js';
import {
  actions,
  actors,
  colours,
  placePhrases,
  places,
  type Action,
  type ActorKind,
  type Colour,
  type Place,
} from '../playhouse/world.js';
import { describeSought } from './expected-call.js';
import type { Want } from './question-patterns.js';
import type { AskedQuestion } from './question.js';

/** Who does what where, in a made-up shot. */
export interface Scene {
  readonly colour: Colour;
  readonly kind: ActorKind;
  readonly action: Action;
  readonly place: Place;
}

/** Questions about somebody, whatever is done. */
const asksAboutSubject: ReadonlySet<Want> = new Set(['what-action', 'when-there', 'yes-no-there', 'where-there']);

/** The caption of a made-up scene without a bystander. */
export function captionOfScene(scene: Scene): string {
  return captionOf({ actor: scene, action: scene.action, place: scene.place, bystander: undefined });
}

/** Draws the scene of a line: one that fits the question or, often only by a little, one that does not. */
export function drawScene(random: Random, question: AskedQuestion, fits: boolean): Scene {
  const { want, matter } = question;
  const any: Scene = {
    colour: random.pick(colours),
    kind: random.pick(actors),
    action: random.pick(actions),
    place: random.pick(places),
  };
  if (!fits) {
    const { colour, kind, action, place } = matter;
    // Often nearly right: one thing differs.
    const near = random.chance(0.5) ? { colour: any.colour, kind, action, place } : { ...any, colour, place };
    const drawn = random.chance(0.5) ? any : near;
    return fitsQuestion(question, drawn) ? drawScene(random, question, fits) : drawn;
  }
  const place = matter.placed || want === 'what-happens' || want === 'count-place' ? matter.place : any.place;
  const free = want === 'what-happens' || want === 'count-place';
  const named = !free && want !== 'who';
  return {
    colour: named && want !== 'colour' ? matter.colour : any.colour,
    kind: named ? matter.kind : any.kind,
    action: free || asksAboutSubject.has(want) ? any.action : matter.action,
    place,
  };
}

/** Whether a scene shows what was asked for. */
export function fitsQuestion({ want, matter }: AskedQuestion, scene: Scene): boolean {
  if (matter.stranger !== undefined) return false;
  if (want === 'what-happens' || want === 'count-place') return scene.place === matter.place;
  if (
    matter.placed &&
    describeSought({ want, matter }).endsWith(placePhrases[matter.place]) &&
    scene.place !== matter.place
  )
    return false;
  const deed = scene.action === matter.action;
  if (want === 'who') return deed;
  if (want === 'colour') return deed && scene.kind === matter.kind;
  const who = scene.kind === matter.kind && scene.colour === matter.colour;
  return asksAboutSubject.has(want) ? who : who && deed;
}
