import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { AskreelError } from '../domain/coded-error.js';

/** Held by the one process that may write a library. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the library's writer lock: an SQLite file locked for as long as its connection lives, so that the operating
 * system lets go of it even when the process is killed.
 *
 * @throws AskreelError `LIBRARY_LOCKED` when another writer has it and keeps it for `timeoutMs`.
 */
export function takeWriterLock(folder: string, timeoutMs: number): WriterLock {
  const database = new SqliteDatabase(path.join(folder, 'writer.lock'), { timeout: timeoutMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof SqliteDatabase.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new AskreelError('LIBRARY_LOCKED', `The library ${folder} is being written by another process.`, {
      hint: 'Wait until the other askreel has finished, or use another library folder with --library.',
      cause: error,
    });
  }
  return { release: () => void database.close() };
}
