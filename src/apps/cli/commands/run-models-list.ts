import { realpathSync } from 'node:fs';
import { knownPacks } from '../../../packs/known-packs.js';
import type { PackRecipe } from '../../../packs/pack-recipe.js';
import type { StoredPack } from '../../../packs/pack-store.js';
import { packFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { formatBytes } from '../format-bytes.js';
import { openPackagedPacks, openPackStore } from '../packs-for-command.js';
import { printableText } from '../printable-text.js';

/** A pack as a list shows it. */
interface ListedPack {
  readonly name: string;
  readonly state: 'packaged' | 'installed' | 'linked' | 'known';
  readonly inUse: boolean;
  readonly title: string;
  readonly world: string;
  readonly licence: string;
  readonly roles: readonly string[];
  /** Absent for packs that are only known. */
  readonly folder?: string;
  readonly revision?: string;
  readonly variant?: string;
  /** For packs that are only known: roughly, and absent where it is not known without asking the hub. */
  readonly bytes?: number;
}

/** `askreel models list`. Needs no network. */
export async function runModelsList(context: CommandContext): Promise<ExitCode> {
  const store = openPackStore(context.settings);
  const inUse = folderInUse(context);
  const packaged = (await openPackagedPacks().list()).map((pack) => listed(pack, 'packaged', inUse));
  const installed = (await store.list()).map((pack) => listed(pack, pack.linked ? 'linked' : 'installed', inUse));
  const here = [...packaged, ...installed];
  const known = knownPacks.filter(({ id }) => !here.some(({ name }) => name === id)).map(listedRecipe);
  const unfinished = await store.unfinished();
  if (context.options.json) {
    context.printJson({ folder: store.folder, packs: [...here, ...known], unfinished });
    return exitCodes.ok;
  }
  for (const pack of [...here, ...known]) printPack(pack, context);
  for (const { name, bytes } of unfinished) {
    context.print(
      `  ${name}: a pull was interrupted, ${formatBytes(bytes)} are here. Pull it again to go on, or remove it.`,
    );
  }
  context.note(context.terminal.noteColours.dim(`* in use; installed packs are in ${store.folder}`));
  return exitCodes.ok;
}

function folderInUse({ options, settings }: CommandContext): string | undefined {
  try {
    return realpathSync(packFolder(options.pack, settings));
  } catch {
    return undefined;
  }
}

function listed(pack: StoredPack, state: ListedPack['state'], inUse: string | undefined): ListedPack {
  const { name, folder, record, bytes } = pack;
  const { title, world, licence, roles, revision, variant } = record;
  return {
    name,
    state,
    inUse: folder === inUse,
    title,
    world,
    licence,
    roles: Object.keys(roles),
    folder,
    revision,
    ...(variant !== undefined && { variant }),
    bytes,
  };
}

function listedRecipe({ id, title, world, parts, defaultVariant }: PackRecipe): ListedPack {
  const sizes = parts.map(({ approximateBytes }) => approximateBytes?.[defaultVariant]);
  const bytes = sizes.reduce(
    (total, size) => (total === undefined || size === undefined ? undefined : total + size),
    0,
  );
  const licence = [...new Set(parts.map((part) => part.licence))].join(', ');
  const roles = parts.flatMap((part) => part.roles);
  return {
    name: id,
    state: 'known',
    inUse: false,
    title,
    world,
    licence,
    roles,
    ...(bytes !== undefined && { bytes }),
  };
}

function printPack(pack: ListedPack, context: CommandContext): void {
  const { colours } = context.terminal;
  const { name, state, inUse, title, world, licence, roles, bytes } = pack;
  const about = state === 'known' ? 'about ' : '';
  const size = bytes === undefined ? 'size shown before pulling' : `${about}${formatBytes(bytes)}`;
  const how = state === 'known' ? `not fetched yet: askreel models pull ${name}` : state;
  context.print(
    `${inUse ? '*' : ' '} ${colours.bold(name)}  ${printableText(title)}  ${colours.dim(`${size}, ${how}`)}`,
  );
  context.print(`    ${printableText(world)}`);
  context.print(colours.dim(`    roles ${roles.join(', ')}; licence ${printableText(licence)}`));
}
