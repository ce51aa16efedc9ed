import type { HubClient } from './hub-client.js';
import type { PackVariant } from './pack-recipe.js';
import { requirePackName } from './pack-store.js';
import { planPack, type PackPlan } from './plan-pack.js';
import { recognisePart } from './recognise-part.js';

/** Options of {@link planRepository}. */
export interface RepositoryOptions {
  readonly variant: PackVariant;
  /** A branch, tag or commit; default `main`. */
  readonly revision?: string;
  /** The pack's name; default: the repository's. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/**
 * The plan for any repository on the hub that holds a model of a known kind. Throws what planning a pack throws, and
 * `PACK_INVALID` for a model of another kind.
 */
export async function planRepository(
  repository: string,
  hub: HubClient,
  { variant, revision = 'main', name, signal }: RepositoryOptions,
): Promise<PackPlan> {
  const id = requirePackName(name ?? repository.slice(repository.indexOf('/') + 1));
  hub.requireNetwork();
  const { commit, licence = 'not stated' } = await hub.resolveRevision(repository, revision, signal);
  const config = await hub.readJsonFile(repository, commit, 'config.json', signal);
  const part = recognisePart(config, { repository, licence, revision: commit });
  const world = `What ${repository} was trained on; its model card tells.`;
  return planPack({ id, title: repository, world }, hub, { parts: [part], variant, ...(signal && { signal }) });
}
