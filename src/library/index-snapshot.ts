import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** What a saved index holds; it can be used only by a catalog that agrees. */
export interface SnapshotStamp {
  readonly libraryId: string;
  /** `spaceKey` of the vectors. */
  readonly space: string;
  /** Name of the {@link VectorIndexKind}. */
  readonly kind: string;
  /** The catalog's change that the index had caught up with, and that change's token. */
  readonly generation: number;
  readonly token: string;
}

interface StampFile extends SnapshotStamp {
  /** Folder of the index's files, beside the stamp. */
  readonly snapshot: string;
  /** CRC-32 of each file. */
  readonly checksums: Readonly<Record<string, number>>;
}

const chunkBytes = 1 << 22;

function checksumFile(file: string): number {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let checksum = 0;
    for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
      checksum = crc32(chunk.subarray(0, length), checksum);
    }
    return checksum;
  } finally {
    closeSync(descriptor);
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Saves an index: its files go into a folder of their own, then a stamp that names the folder replaces the earlier
 * stamp in one rename, so that at any moment a whole index is saved. `write` fills the folder that it is given.
 */
export function saveSnapshot(root: string, name: string, stamp: SnapshotStamp, write: (folder: string) => void): void {
  mkdirSync(root, { recursive: true });
  const snapshot = `${name}-${stamp.generation}-${randomUUID().slice(0, 8)}`;
  const folder = path.join(root, snapshot);
  const stampPath = path.join(root, `${name}.json`);
  try {
    mkdirSync(folder);
    write(folder);
    const checksums: Record<string, number> = {};
    for (const file of readdirSync(folder)) {
      checksums[file] = checksumFile(path.join(folder, file));
      flush(path.join(folder, file));
    }
    const content: StampFile = { ...stamp, snapshot, checksums };
    writeFileSync(`${stampPath}.new`, JSON.stringify(content, undefined, 2), { flush: true });
    renameSync(`${stampPath}.new`, stampPath);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  for (const other of readdirSync(root)) {
    if (other.startsWith(`${name}-`) && other !== snapshot)
      rmSync(path.join(root, other), { recursive: true, force: true });
  }
}

/**
 * The stamp of a saved index and the folder of its files, checked whole; `undefined` when there is none or when any
 * part is missing, cut or altered.
 */
export function findSnapshot(root: string, name: string): { stamp: SnapshotStamp; folder: string } | undefined {
  const stampPath = path.join(root, `${name}.json`);
  let earlier: string | undefined;
  while (existsSync(stampPath)) {
    const text = readFileSync(stampPath, 'utf8');
    // Another process may have saved meanwhile and thrown away the files that the earlier stamp named: look again.
    if (text === earlier) return undefined;
    earlier = text;
    const stamp = readStamp(text);
    if (stamp !== undefined && isWhole(root, stamp)) return { stamp, folder: path.join(root, stamp.snapshot) };
  }
  return undefined;
}

function readStamp(text: string): StampFile | undefined {
  try {
    return JSON.parse(text) as StampFile;
  } catch {
    return undefined;
  }
}

function isWhole(root: string, stamp: StampFile): boolean {
  try {
    const files = Object.entries(stamp.checksums);
    return (
      files.length > 0 &&
      files.every(([file, checksum]) => checksumFile(path.join(root, stamp.snapshot, file)) === checksum)
    );
  } catch {
    return false;
  }
}
