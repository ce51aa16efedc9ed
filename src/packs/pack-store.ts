import { lstat, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { readPackRecord, type PackRecord } from './pack-record.js';
import { takePackLock, type PackLock } from './pack-lock.js';

/** A pack in a folder of packs. */
export interface StoredPack {
  /** The name that `--pack` takes. */
  readonly name: string;
  /** Where its files lie. */
  readonly folder: string;
  /** Whether the store only points to the folder. */
  readonly linked: boolean;
  readonly record: PackRecord;
  readonly bytes: number;
}

/** A pull that was not finished. */
export interface UnfinishedPack {
  readonly name: string;
  readonly bytes: number;
}

const incoming = '.incoming';

/** The user's folder of packs: one folder (or link) a pack, and `.incoming` for those that are on their way. */
export class PackStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where a pack of a name lies, or would. Throws `BAD_ARGUMENT` for what cannot be a name. */
  folderOf(name: string): string {
    return join(this.folder, requirePackName(name));
  }

  /** Where a pack of a name is put together. */
  stagingFolderOf(name: string): string {
    return join(this.folder, incoming, requirePackName(name));
  }

  /** The lock of one name. Throws `PACK_LOCKED`. */
  lock(name: string): Promise<PackLock> {
    return takePackLock(join(this.folder, incoming, `${requirePackName(name)}.lock`));
  }

  /** The packs that can be used; folders that are none, and packs whose manifest is damaged, are left out. */
  async list(): Promise<StoredPack[]> {
    const names = (await namesIn(this.folder)).filter(isPackName);
    const packs = await Promise.all(names.map((name) => this.find(name).catch(() => undefined)));
    return packs.filter((pack) => pack !== undefined);
  }

  /** The pack of a name; `undefined` when there is none. Throws `PACK_DAMAGED` and `PACK_INVALID`. */
  async find(name: string): Promise<StoredPack | undefined> {
    if (!isPackName(name)) return undefined;
    const place = this.folderOf(name);
    const entry = await lstat(place).catch(() => undefined);
    if (!entry || !(await exists(join(place, 'askreel-pack.json')))) return undefined;
    const record = await readPackRecord(place);
    const folder = await realpath(place);
    return { name, folder, linked: entry.isSymbolicLink(), record, bytes: bytesOf(record) };
  }

  /** Pulls that were interrupted. */
  async unfinished(): Promise<UnfinishedPack[]> {
    const place = join(this.folder, incoming);
    const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && isPackName(entry.name));
    const packs = folders.map(async ({ name }) => ({ name, bytes: await bytesUnder(join(place, name)) }));
    return (await Promise.all(packs)).filter(({ bytes }) => bytes > 0);
  }

  /**
   * Deletes a pack and what an unfinished pull has left of it; of a linked pack only the link. Gives whether there was
   * something. Throws `PACK_LOCKED` while it is being pulled.
   */
  async remove(name: string): Promise<boolean> {
    const lock = await this.lock(name);
    try {
      const places = [this.folderOf(name), this.stagingFolderOf(name)];
      const found = await Promise.all(places.map((place) => lstat(place).then(Boolean, () => false)));
      for (const place of places) await rm(place, { recursive: true, force: true });
      return found.includes(true);
    } finally {
      await lock.release();
    }
  }
}

/** Names begin with a letter or digit, so that none of them is a hidden folder or a way out. */
function isPackName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(name) && !name.endsWith('.lock');
}

/** Throws `BAD_ARGUMENT` for what cannot be a pack's name. */
export function requirePackName(name: string): string {
  if (isPackName(name)) return name;
  throw new AskreelError('BAD_ARGUMENT', `"${name}" cannot be the name of a pack.`, {
    hint: 'Letters, digits, dots, dashes and underscores, with a letter or digit first.',
  });
}

/** Bytes of all files of a pack together. */
export function bytesOf({ files }: Pick<PackRecord, 'files'>): number {
  return Object.values(files).reduce((total, { bytes }) => total + bytes, 0);
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** Bytes of all files under a folder; 0 when there is none. */
export async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
  return sizes.reduce((total, { size }) => total + size, 0);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
