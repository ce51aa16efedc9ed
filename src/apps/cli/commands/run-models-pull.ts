import { AskreelError } from '../../../domain/coded-error.js';
import { findKnownPack, knownPacks, wordTimestampSpeech } from '../../../packs/known-packs.js';
import type { PackRecipe } from '../../../packs/pack-recipe.js';
import { planPack } from '../../../packs/plan-pack.js';
import { selectParts } from '../../../packs/select-parts.js';
import type { CommandContext } from '../command-context.js';
import type { PullCommandOptions } from '../command-options.js';
import type { ExitCode } from '../exit-codes.js';
import { fetchPack } from '../fetch-pack.js';
import { openHub, openPackStore } from '../packs-for-command.js';

/** `askreel models pull <pack>`. */
export async function runModelsPull(
  pack: string,
  options: PullCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const known = findKnownPack(pack) ?? refuse(pack);
  const recipe = options.wordTimestamps ? withWordTimestamps(known) : known;
  const parts = selectParts(recipe, options);
  const hub = openHub(context.settings);
  const plan = await planPack(recipe, hub, {
    parts,
    variant: options.variant ?? recipe.defaultVariant,
    signal: context.signal,
    ...(options.revision !== undefined && { revision: options.revision }),
  });
  return fetchPack(plan, hub, openPackStore(context.settings), options.yes, context);
}

function withWordTimestamps(recipe: PackRecipe): PackRecipe {
  return { ...recipe, parts: recipe.parts.map((part) => (part.name === 'speech' ? wordTimestampSpeech : part)) };
}

function refuse(pack: string): never {
  const names = knownPacks.map(({ id }) => id).join(', ');
  throw new AskreelError('PACK_NOT_FOUND', `No pack "${pack}" is known.`, {
    hint: `Known are ${names}. For a folder or a model of the hub (owner/name): askreel models add.`,
  });
}
