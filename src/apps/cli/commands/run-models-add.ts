import { existsSync } from 'node:fs';
import { AskreelError } from '../../../domain/coded-error.js';
import { addFolder } from '../../../packs/add-folder.js';
import { planRepository } from '../../../packs/plan-repository.js';
import type { CommandContext } from '../command-context.js';
import type { AddCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { fetchPack } from '../fetch-pack.js';
import { isPackagedPack, openHub, openPackStore } from '../packs-for-command.js';

/** `askreel models add <folder or owner/name>`. A folder of that name wins over a model on the hub. */
export async function runModelsAdd(
  source: string,
  options: AddCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (options.name !== undefined) requireFreeName(options.name);
  if (existsSync(source)) return addFromFolder(source, options, context);
  if (!/^[\w.-]+\/[\w.-]+$/.test(source) || source.startsWith('.')) {
    throw new AskreelError('PACK_NOT_FOUND', `There is no folder ${source}.`, {
      hint: 'Give a folder, or a model of the hub as owner/name.',
    });
  }
  const hub = openHub(context.settings);
  const plan = await planRepository(source, hub, {
    variant: options.variant ?? 'full',
    signal: context.signal,
    ...(options.revision !== undefined && { revision: options.revision }),
    ...(options.name !== undefined && { name: options.name }),
  });
  requireFreeName(plan.id);
  return fetchPack(plan, hub, openPackStore(context.settings), options.yes, context);
}

async function addFromFolder(source: string, options: AddCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { link, name, variant } = options;
  const store = openPackStore(context.settings);
  const added = await addFolder(source, store, {
    signal: context.signal,
    onName: requireFreeName,
    ...(link !== undefined && { link }),
    ...(name !== undefined && { name }),
    ...(variant !== undefined && { variant }),
  });
  const folder = store.folderOf(added);
  if (context.options.json) context.printJson({ added, folder });
  else context.print(`${added} is ${link ? 'linked' : 'installed'} in ${folder}`);
  return exitCodes.ok;
}

function requireFreeName(name: string): void {
  if (!isPackagedPack(name)) return;
  throw new AskreelError('BAD_ARGUMENT', `"${name}" is the name of a pack that comes with askreel.`, {
    hint: 'Choose another with --name.',
  });
}
