import { lstat, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { loadPack } from '../encoders/load-model-pack.js';
import { packManifestName } from '../encoders/pack-manifest.js';
import { diskFailure, type Disk } from './disk.js';
import type { PackLock } from './pack-lock.js';
import type { PackRecord } from './pack-record.js';
import { bytesUnder, type PackStore } from './pack-store.js';

/** Room that is left on the disk beside a pack: for its manifest, and for others. */
const spareBytes = 32e6;

/** A pack that is being put together out of sight; it appears under its name as one, or not at all. */
export class StagedPack {
  /** Where its files are put. */
  readonly folder: string;
  readonly #place: string;
  readonly #lock: PackLock;

  private constructor(folder: string, place: string, lock: PackLock) {
    this.folder = folder;
    this.#place = place;
    this.#lock = lock;
  }

  /** Goes on with what an earlier run has left under this name. Throws `PACK_LOCKED` and the file system's error. */
  static async open(store: PackStore, name: string): Promise<StagedPack> {
    const lock = await store.lock(name);
    try {
      const folder = store.stagingFolderOf(name);
      await mkdir(folder, { recursive: true });
      await settleSwap(oldFolderOf(folder), store.folderOf(name));
      // A manifest that is there already would belong to other files.
      await rm(join(folder, packManifestName), { force: true });
      return new StagedPack(folder, store.folderOf(name), lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Where a file of the pack is put. */
  pathOf(target: string): string {
    return join(this.folder, ...target.split('/'));
  }

  /** Throws `DISK_FULL` when so many bytes more do not fit. */
  async requireSpace(bytes: number, disk: Disk): Promise<void> {
    const free = await disk.freeBytes(this.folder).catch(() => undefined);
    if (bytes === 0 || free === undefined || free >= bytes + spareBytes) return;
    const [needs, has] = [bytes + spareBytes, free].map((count) => `${(count / 1e6).toFixed(0)} MB`);
    throw new AskreelError('DISK_FULL', `The pack needs ${needs} of space, and ${this.folder} has ${has}.`, {
      hint: 'Free some space, choose fewer parts (--only, --variant quantised), or another disk with ASKREEL_PACKS.',
    });
  }

  /** Writes the manifest, checks the pack, and puts it in its place, where it replaces an older one. */
  async publish(record: PackRecord): Promise<void> {
    await this.#prune(new Set(Object.keys(record.files)));
    const manifest = join(this.folder, packManifestName);
    await writeFile(manifest, `${JSON.stringify(record, null, 2)}\n`).catch((error: unknown) => {
      throw diskFailure(error, manifest);
    });
    await loadPack(this.folder, { verify: 'size' });
    const old = oldFolderOf(this.folder);
    const replaces = await isThere(this.#place);
    if (replaces) await rename(this.#place, old);
    await rename(this.folder, this.#place).catch(async (error: unknown) => {
      if (replaces) await rename(old, this.#place);
      throw error;
    });
    await rm(old, { recursive: true, force: true });
  }

  /** Deletes what has been put together so far. */
  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Lets others work on the pack. */
  async release(): Promise<void> {
    // A folder without files is no unfinished pack.
    if ((await bytesUnder(this.folder)) === 0) await this.discard();
    await this.#lock.release();
  }

  /** Takes away what does not belong to the pack: parts and variants of an earlier run. */
  async #prune(targets: ReadonlySet<string>): Promise<void> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const target = relative(this.folder, path).split(sep).join('/');
      if (!entry.isDirectory() && !targets.has(target)) await rm(path, { force: true });
    }
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name));
    // Deepest first; a folder that still holds something stays.
    for (const folder of folders.sort((a, b) => b.length - a.length)) await rmdir(folder).catch(() => undefined);
  }
}

/** Where the pack that is replaced is kept until its successor is in place. No pack's name begins with a dot. */
function oldFolderOf(stagingFolder: string): string {
  return join(dirname(stagingFolder), `.old-${basename(stagingFolder)}`);
}

/** A process may have died between the two steps of a replacement: then the old pack gets its place back. */
async function settleSwap(old: string, place: string): Promise<void> {
  if (!(await isThere(old))) return;
  if (await isThere(place)) await rm(old, { recursive: true, force: true });
  else await rename(old, place);
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
