import type { Description } from '../playhouse/captions.js';
import { mayBeCalled } from '../playhouse/plain-words.js';
import type { ShotTruth } from '../playhouse/truth.js';

/** What a truth file says that a shot shows. */
export type ShownScene = Pick<ShotTruth, 'place' | 'actor' | 'action' | 'bystander'>;

type Claims = Description['claims'];

/** Whether everything that is claimed is true of the scene. */
export function fits(scene: ShownScene, claims: Claims): boolean {
  return (
    isPerformer(scene.actor, claims) &&
    (claims.action === undefined || scene.action === claims.action) &&
    (claims.place === undefined || scene.place === claims.place) &&
    (claims.bystander === undefined ||
      (scene.bystander?.kind === claims.bystander.kind && scene.bystander.colour === claims.bystander.colour))
  );
}

/**
 * Whether a viewer could defend the claims: everybody stands still at times, some deeds go by two names, and whoever
 * stands by is there as well. What is claimed of such a scene is neither clearly true nor clearly false.
 */
export function mayFit(scene: ShownScene, claims: Claims): boolean {
  const { action, place } = claims;
  if (place !== undefined && scene.place !== place) return false;
  const idle = action === undefined || action === 'stands still' || action === 'appears';
  if (idle && scene.bystander && isPerformer(scene.bystander, claims)) return true;
  return isPerformer(scene.actor, claims) && (idle || mayBeCalled(scene.action, action));
}

function isPerformer(performer: ShownScene['actor'], { actor, colour }: Claims): boolean {
  return (actor === undefined || performer.kind === actor) && (colour === undefined || performer.colour === colour);
}
