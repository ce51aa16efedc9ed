import { copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { loadPack } from '../encoders/load-model-pack.js';
import { packManifestName } from '../encoders/pack-manifest.js';
import { chooseFiles, type ChosenFiles } from './choose-files.js';
import { describeRoles } from './describe-roles.js';
import { diskFailure, realDisk, type Disk } from './disk.js';
import { readContentHash } from './expected-content.js';
import { createPackRecord, readPackRecord, type PackRecord } from './pack-record.js';
import { packVariants, type PackPart, type PackVariant } from './pack-recipe.js';
import { bytesOf, requirePackName, type PackStore } from './pack-store.js';
import { recognisePart } from './recognise-part.js';
import { StagedPack } from './staged-pack.js';

/** Options of {@link addFolder}. */
export interface AddFolderOptions {
  /** Keep the files where they are, and only point to them. A manifest is then written there if there is none. */
  readonly link?: boolean;
  /** Default: the manifest's id, or the folder's own name. */
  readonly name?: string;
  /** Default: the first of the variants that the folder has. */
  readonly variant?: PackVariant;
  readonly signal?: AbortSignal;
  readonly disk?: Disk;
  /** Told the name before anything is written; may refuse it by throwing. */
  readonly onName?: (name: string) => void;
}

/**
 * Adds a folder to the store: a pack with a manifest, whose files are checked, or a model in the layout of the Hugging
 * Face hub, for which a manifest is written. Gives the pack's name.
 *
 * Throws `PACK_NOT_FOUND` (no such folder, or no model in it), `PACK_INVALID`, `PACK_DAMAGED`, `MODEL_FAILED`,
 * `BAD_ARGUMENT` (the name), `PACK_LOCKED`, `DISK_FULL` and `ABORTED`.
 */
export async function addFolder(folder: string, store: PackStore, options: AddFolderOptions = {}): Promise<string> {
  const source = resolve(folder);
  const packed = await isFile(join(source, packManifestName));
  if (packed) await loadPack(source, { verify: 'content' });
  const record = packed ? await readPackRecord(source) : await describeFolder(source, options);
  const name = requirePackName(options.name ?? record.id);
  options.onName?.(name);
  if (!options.link) {
    await copyPack(source, record, store, name, options);
    return name;
  }
  if (!packed) await writeFile(join(source, packManifestName), `${JSON.stringify(record, null, 2)}\n`);
  await linkPack(source, store, name);
  return name;
}

async function copyPack(
  source: string,
  record: PackRecord,
  store: PackStore,
  name: string,
  { signal, disk = realDisk }: AddFolderOptions,
): Promise<void> {
  const staged = await StagedPack.open(store, name);
  try {
    await staged.requireSpace(bytesOf(record), disk);
    for (const target of Object.keys(record.files)) {
      throwIfAborted(signal);
      const path = staged.pathOf(target);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(join(source, ...target.split('/')), path).catch((error: unknown) => {
        throw diskFailure(error, path);
      });
    }
    await staged.publish(record);
  } catch (error) {
    // A copy is quickly made again.
    await staged.discard();
    throw error;
  } finally {
    await staged.release();
  }
}

async function linkPack(source: string, store: PackStore, name: string): Promise<void> {
  await store.remove(name);
  await symlink(source, store.folderOf(name), process.platform === 'win32' ? 'junction' : 'dir');
}

/** The manifest of a folder in the hub's layout. */
async function describeFolder(source: string, { name, variant, signal }: AddFolderOptions): Promise<PackRecord> {
  const config = join(source, 'config.json');
  if (!(await isFile(config))) {
    throw new AskreelError('PACK_NOT_FOUND', `There is no model in ${source}.`, {
      hint: `Give a folder with an ${packManifestName}, or an ONNX export with config.json, tokenizer.json and onnx/.`,
    });
  }
  const title = basename(source);
  const id = requirePackName(name ?? title);
  const licence = await readLicence(source);
  const part = recognisePart(parseJson(await readFile(config, 'utf8')), { repository: title, licence });
  const { chosen, variant: found } = choose(part, variant, await listFolder(source), source);
  const files: PackRecord['files'] = {};
  for (const { path } of chosen.files) {
    const absolute = join(source, ...path.split('/'));
    const { size } = await stat(absolute);
    const { sha256, bytes } = (await readContentHash(absolute, size, signal)).digest();
    files[path] = { sha256, bytes };
  }
  const { roles, dimensions } = await describeRoles({ part, models: chosen.models, folder: '.' }, source);
  const world = `What ${title} was trained on; its model card tells.`;
  const parts = [{ name: part.name, licence, repository: title }];
  return createPackRecord({ id, title, world, variant: found, parts, roles, dimensions, files });
}

function choose<File extends { readonly path: string }>(
  part: PackPart,
  wanted: PackVariant | undefined,
  listing: readonly File[],
  where: string,
): { chosen: ChosenFiles<File>; variant: PackVariant } {
  const variants = wanted === undefined ? packVariants : [wanted];
  let failure: unknown;
  for (const variant of variants) {
    try {
      return { chosen: chooseFiles(part, variant, listing, where), variant };
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

async function listFolder(source: string): Promise<{ readonly path: string }[]> {
  const places = [source, join(source, 'onnx')];
  const lists = await Promise.all(places.map((place) => readdir(place, { withFileTypes: true }).catch(() => [])));
  // The hub's own cache holds links to the files.
  const files = lists.flat().filter((entry) => entry.isFile() || entry.isSymbolicLink());
  return files.map(({ parentPath, name }) => ({
    path: relative(source, join(parentPath, name)).split(sep).join('/'),
  }));
}

/** The licence that the model card names in its first lines. */
async function readLicence(source: string): Promise<string> {
  const card = await readFile(join(source, 'README.md'), 'utf8').catch(() => '');
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card)?.[1] ?? '';
  return /^license:\s*(\S+)\s*$/m.exec(head)?.[1] ?? 'not stated';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
