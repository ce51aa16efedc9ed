import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';
import { catalogApplicationId, catalogMigrations, catalogVersion, migrateCatalog } from './catalog-schema.js';
import { requireSameSpace, readLibrarySpace, writeLibrarySpace, type LibrarySpace } from './library-space.js';
import { takeWriterLock, type WriterLock } from './writer-lock.js';

/** How a catalog is opened. */
export interface OpenCatalogOptions {
  /** Checked against the catalog's; needed to make a new one. */
  readonly space?: LibrarySpace | undefined;
  /** Make folder and catalog when there are none. */
  readonly create: boolean;
  readonly readOnly: boolean;
  /** How long to wait for another process to let go. */
  readonly lockTimeoutMs: number;
}

/** A connection to a catalog, with the writer lock unless it is read-only. */
export interface OpenCatalog {
  readonly database: Database;
  readonly space: LibrarySpace;
  close(): void;
}

function catalogPath(folder: string): string {
  return path.join(folder, 'catalog.sqlite');
}

function hasCatalog(folder: string): boolean {
  const file = catalogPath(folder);
  // An empty file is what is left when the process that makes a library is killed at its first step.
  return existsSync(file) && statSync(file).size > 0;
}

function requireCatalog(folder: string): void {
  if (hasCatalog(folder)) return;
  throw new AskreelError('LIBRARY_NOT_FOUND', `There is no library in ${folder}.`, {
    hint: 'Make one with `askreel index <videos>`, or name another folder with --library.',
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!existsSync(folder)) throw error;
    throw new AskreelError('LIBRARY_NOT_FOUND', `${folder} is a file, not a library folder.`, { cause: error });
  }
}

/** Refuses an SQLite file of some other program. */
function requireOwnCatalog(database: Database, folder: string): void {
  const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get();
  const owner = database.pragma('application_id', { simple: true }) as number;
  if (tables?.count === 0 || owner === catalogApplicationId) return;
  throw new AskreelError('CATALOG_DAMAGED', `catalog.sqlite in ${folder} is not an askreel catalog.`, {
    hint: 'Name another folder with --library.',
  });
}

function connect(folder: string, options: OpenCatalogOptions): Database {
  const database = new SqliteDatabase(catalogPath(folder), {
    readonly: options.readOnly,
    timeout: options.lockTimeoutMs,
  });
  try {
    requireOwnCatalog(database, folder);
    database.pragma('foreign_keys = ON');
    if (options.readOnly) return database;
    database.pragma('journal_mode = WAL');
    // Every commit reaches the disk before it is reported: a power cut loses none.
    database.pragma('synchronous = FULL');
    database.pragma('journal_size_limit = 67108864');
    database
      .transaction(() => {
        migrateCatalog(database);
        if (options.space !== undefined) writeLibrarySpace(database, options.space);
      })
      .immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Opens the catalog of a library folder, making or migrating it where needed.
 *
 * @throws AskreelError `LIBRARY_NOT_FOUND`, `LIBRARY_LOCKED`, `LIBRARY_TOO_NEW`, `CATALOG_DAMAGED`, `SPACE_MISMATCH`,
 * `BAD_ARGUMENT` (a new library without a space); SQLite's and the file system's own errors pass through.
 */
export function openCatalog(folder: string, options: OpenCatalogOptions): OpenCatalog {
  if (!options.create) requireCatalog(folder);
  else if (options.space === undefined && !hasCatalog(folder)) {
    throw new AskreelError('BAD_ARGUMENT', `A new library in ${folder} needs the space of its model pack.`);
  } else makeFolder(folder);
  const lock: WriterLock | undefined = options.readOnly ? undefined : takeWriterLock(folder, options.lockTimeoutMs);
  let database: Database | undefined;
  try {
    database = connect(folder, options);
    if (options.readOnly && catalogVersion(database) !== catalogMigrations.length) {
      database.close();
      database = reopenMigrated(folder, options);
    }
    const space = readLibrarySpace(database);
    if (options.space !== undefined) requireSameSpace(space, options.space, folder);
    const open = database;
    return {
      database,
      space,
      close: () => {
        open.close();
        lock?.release();
      },
    };
  } catch (error) {
    database?.close();
    lock?.release();
    throw error;
  }
}

/** A reader cannot migrate: a writer does it once, then the reader looks again. Throws for a newer catalog. */
function reopenMigrated(folder: string, options: OpenCatalogOptions): Database {
  openCatalog(folder, { ...options, create: false, readOnly: false }).close();
  return connect(folder, options);
}
