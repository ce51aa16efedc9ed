import { posix } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { chooseFiles, type ChosenModel } from './choose-files.js';
import type { ExpectedContent } from './expected-content.js';
import type { HubClient } from './hub-client.js';
import type { PackPart, PackRecipe, PackVariant } from './pack-recipe.js';

/** A file to fetch. */
export interface PlannedFile {
  readonly repository: string;
  readonly commit: string;
  /** From the repository's root. */
  readonly path: string;
  /** From the pack's folder, with forward slashes. */
  readonly target: string;
  readonly expected: ExpectedContent;
}

/** A part with the files that were found for it. */
export interface PlannedPart {
  readonly part: PackPart;
  readonly commit: string;
  readonly files: readonly PlannedFile[];
  readonly models: readonly ChosenModel[];
  readonly bytes: number;
}

/** All that will be fetched for a pack: to be shown before anything is. */
export interface PackPlan {
  readonly id: string;
  readonly title: string;
  readonly world: string;
  readonly variant: PackVariant;
  readonly parts: readonly PlannedPart[];
  readonly bytes: number;
}

/** Options of {@link planPack}. */
export interface PlanOptions {
  readonly parts: readonly PackPart[];
  readonly variant: PackVariant;
  /** A branch, tag or commit for a pack of one repository, in place of the recipe's own. */
  readonly revision?: string;
  readonly signal?: AbortSignal;
}

/**
 * Looks up commits and files of a pack's parts on the hub; downloads nothing. Throws `DOWNLOAD_FAILED`, `NETWORK_OFF`,
 * `PACK_INVALID` (a file is missing there), `BAD_ARGUMENT` and `ABORTED`.
 */
export async function planPack(
  { id, title, world }: Pick<PackRecipe, 'id' | 'title' | 'world'>,
  hub: HubClient,
  { parts, variant, revision, signal }: PlanOptions,
): Promise<PackPlan> {
  if (revision !== undefined && parts.length > 1) {
    throw new AskreelError('BAD_ARGUMENT', '--revision needs a pack of one repository; this one has several.', {
      hint: 'Choose one part with --only.',
    });
  }
  hub.requireNetwork();
  const planned: PlannedPart[] = [];
  for (const part of parts) planned.push(await planPart(part, hub, variant, revision, signal));
  return { id, title, world, variant, parts: planned, bytes: sum(planned.map(({ bytes }) => bytes)) };
}

async function planPart(
  part: PackPart,
  hub: HubClient,
  variant: PackVariant,
  revision: string | undefined,
  signal: AbortSignal | undefined,
): Promise<PlannedPart> {
  const { repository, name } = part;
  const { commit } = await hub.resolveRevision(repository, revision ?? part.revision ?? 'main', signal);
  const listing = await hub.listFiles(repository, commit, signal);
  const { files, models } = chooseFiles(part, variant, listing, `${repository} at ${commit.slice(0, 12)}`);
  const planned = files.map(({ path, ...expected }) => ({
    repository,
    commit,
    path,
    target: posix.join(name, path),
    expected,
  }));
  return { part, commit, files: planned, models, bytes: sum(planned.map(({ expected }) => expected.bytes)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
