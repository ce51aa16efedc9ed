import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';
import type { LibraryReader } from './contracts.js';
import { prepared } from './prepared-statement.js';

/** The space that all vectors of a library live in. */
export type LibrarySpace = LibraryReader['space'];

/** `packId@revision/dimensions`: equal exactly when the spaces are. */
export function spaceKey(space: LibrarySpace): string {
  return `${space.packId}@${space.revision}/${space.dimensions}`;
}

/** Writes a new catalog's space and random identity; does nothing when it has them already. */
export function writeLibrarySpace(database: Database, space: LibrarySpace): void {
  const insert = prepared(database, 'INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  insert.run('library_id', randomUUID());
  insert.run('space', JSON.stringify({ packId: space.packId, revision: space.revision, dimensions: space.dimensions }));
}

/** One value of the catalog's `meta` table. */
function readMeta(database: Database, key: string): string {
  const row = prepared<{ value: string }>(database, 'SELECT value FROM meta WHERE key = ?').get(key);
  if (row !== undefined) return row.value;
  throw new AskreelError('CATALOG_DAMAGED', `The library's catalog has lost its ${key}.`, {
    hint: 'Restore the folder from a backup, or delete it and index the videos again; the video files are untouched.',
  });
}

/** The random name that a library got when it was made. */
export function readLibraryId(database: Database): string {
  return readMeta(database, 'library_id');
}

/** The space a catalog was made for. */
export function readLibrarySpace(database: Database): LibrarySpace {
  return JSON.parse(readMeta(database, 'space')) as LibrarySpace;
}

/**
 * Makes sure that two spaces are one.
 *
 * @throws AskreelError `SPACE_MISMATCH` naming both packs.
 */
export function requireSameSpace(library: LibrarySpace, wanted: LibrarySpace, folder: string): void {
  if (spaceKey(library) === spaceKey(wanted)) return;
  throw new AskreelError(
    'SPACE_MISMATCH',
    `The library ${folder} was made with the model pack ${spaceKey(library)}, not with ${spaceKey(wanted)}: their vectors cannot be compared.`,
    {
      hint: `Use the pack ${library.packId} (revision ${library.revision}), or index the videos again with ${wanted.packId} into another library folder (or into this one after deleting it).`,
    },
  );
}
