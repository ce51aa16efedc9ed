import { describeScene, type Description } from '../playhouse/captions.js';
import { createRandom, type Random } from '../playhouse/random.js';
import { chooseScene, type Scene } from '../playhouse/scene.js';
import { actions, actors, colours, places } from '../playhouse/world.js';
import { fits, mayFit, type ShownScene } from './shown-scene.js';

/** Something to look for. */
export interface SceneQuery extends Description {
  /** Whether some shot of the episodes shows it. */
  readonly present: boolean;
  /** Kept from the fit and used to score it. */
  readonly heldBack: boolean;
}

/**
 * Three queries for each shot: what it shows, the same with one thing about it changed, and any scene at all. Those that
 * are neither clearly present nor clearly absent are left out. Every other shot's queries are held back.
 */
export function writeQueries(shots: readonly ShownScene[], seed: number): SceneQuery[] {
  const random = createRandom(seed);
  return shots.flatMap((shot, index) => {
    const any = chooseScene(random, { combinations: 'any' });
    const shown: Scene = { ...any, ...shot, bystander: shot.bystander ?? undefined };
    return [shown, changeOneThing(random, shown), any].flatMap((scene) => {
      const description = describeScene(random, scene);
      const present = shots.some((other) => fits(other, description.claims));
      if (!present && shots.some((other) => mayFit(other, description.claims))) return [];
      return [{ ...description, present, heldBack: index % 2 === 1 }];
    });
  });
}

function changeOneThing(random: Random, scene: Scene): Scene {
  const { actor } = scene;
  return random.pick<() => Scene>([
    () => ({ ...scene, actor: { ...actor, kind: random.pick(actors) } }),
    () => ({ ...scene, actor: { ...actor, colour: random.pick(colours) } }),
    () => ({ ...scene, action: random.pick(actions) }),
    () => ({ ...scene, place: random.pick(places) }),
  ])();
}
