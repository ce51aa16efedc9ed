import { AskreelError } from '../../../domain/coded-error.js';
import { readPackRecord } from '../../../packs/pack-record.js';
import { verifyPack, type VerifiedFile } from '../../../packs/verify-pack.js';
import { packFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { formatBytes } from '../format-bytes.js';
import { openPackagedPacks, openPackStore } from '../packs-for-command.js';
import { printableText } from '../printable-text.js';

/** `askreel models verify [pack]`. */
export async function runModelsVerify(pack: string | undefined, context: CommandContext): Promise<ExitCode> {
  const folders = pack === undefined ? await allFolders(context) : [packFolder(pack, context.settings)];
  const damaged: string[] = [];
  const reports: { readonly pack: string; readonly folder: string; readonly files: VerifiedFile[] }[] = [];
  for (const folder of folders) {
    const record = await readPackRecord(folder);
    const files: VerifiedFile[] = [];
    if (!context.options.json) context.print(`${record.id} in ${folder}`);
    for await (const file of verifyPack(folder, record, context.signal)) {
      files.push(file);
      if (!context.options.json) printFile(file, context);
    }
    if (files.some(({ state }) => state !== 'ok')) damaged.push(record.id);
    reports.push({ pack: record.id, folder, files });
  }
  if (context.options.json) context.printJson({ sound: damaged.length === 0, packs: reports });
  if (damaged.length === 0) return exitCodes.ok;
  throw new AskreelError('PACK_DAMAGED', `Files of ${damaged.join(', ')} are missing or have changed.`, {
    hint: 'Fetch or copy the pack again: `askreel models pull` only fetches what is missing.',
  });
}

async function allFolders({ settings }: CommandContext): Promise<string[]> {
  const packs = [...(await openPackagedPacks().list()), ...(await openPackStore(settings).list())];
  return packs.map(({ folder }) => folder);
}

function printFile({ path, bytes, state }: VerifiedFile, context: CommandContext): void {
  const { colours } = context.terminal;
  const marks = { ok: colours.green('✓'), missing: colours.red('✗ missing'), differs: colours.red('✗ differs') };
  context.print(`  ${marks[state]} ${printableText(path)}  ${colours.dim(formatBytes(bytes))}`);
}
