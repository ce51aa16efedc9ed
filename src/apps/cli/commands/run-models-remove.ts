import { AskreelError } from '../../../domain/coded-error.js';
import type { CommandContext } from '../command-context.js';
import type { ConfirmOption } from '../command-options.js';
import { confirm } from '../confirm.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { formatBytes } from '../format-bytes.js';
import { isPackagedPack, openPackStore } from '../packs-for-command.js';

/** `askreel models remove <pack>`. */
export async function runModelsRemove(
  pack: string,
  options: ConfirmOption,
  context: CommandContext,
): Promise<ExitCode> {
  if (isPackagedPack(pack)) {
    throw new AskreelError('BAD_ARGUMENT', `The pack "${pack}" comes with askreel and cannot be removed.`);
  }
  const store = openPackStore(context.settings);
  // A pack with a damaged manifest can still be removed.
  const found = await store.find(pack).catch(() => 'damaged' as const);
  const unfinished = (await store.unfinished()).find(({ name }) => name === pack);
  if (found === undefined && unfinished === undefined) {
    throw new AskreelError('PACK_NOT_FOUND', `No pack "${pack}" is installed.`, {
      hint: '`askreel models list` shows which there are.',
    });
  }
  const bytes = (typeof found === 'object' ? found.bytes : 0) + (unfinished?.bytes ?? 0);
  const linked = typeof found === 'object' && found.linked;
  const what = linked
    ? `the link to ${found.folder} (the folder stays)`
    : `${store.folderOf(pack)} (${formatBytes(bytes)})`;
  if (!(await confirm(`Remove ${what}?`, options.yes, context))) return exitCodes.failed;
  await store.remove(pack);
  if (context.options.json) context.printJson({ removed: pack });
  else context.print(`removed ${pack}`);
  return exitCodes.ok;
}
