import { AskreelError, type ErrorCode } from '../domain/coded-error.js';

const failures: readonly {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly what: string;
  readonly hint: string;
}[] = [
  {
    pattern: /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    code: 'LIBRARY_LOCKED',
    what: 'is being written by another process',
    hint: 'Wait until the other askreel has finished, or use another library folder.',
  },
  {
    pattern: /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    code: 'DISK_FULL',
    what: 'could not be written: the disk is full',
    hint: 'Free some space and run the same command again; what was committed is kept.',
  },
  {
    pattern: /^(SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM|EROFS)/,
    code: 'LIBRARY_UNREACHABLE',
    what: 'could not be opened: permission is missing, or the disk is read-only',
    hint: 'Check the permissions of the folder and of the files in it, or use another library folder.',
  },
  {
    pattern: /^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_FORMAT|SQLITE_IOERR|SQLITE_PROTOCOL)/,
    code: 'CATALOG_DAMAGED',
    what: 'has a damaged catalog',
    hint: 'Restore the folder from a backup, or delete it and index the videos again; the video files are untouched.',
  },
  {
    pattern: /^(SQLITE_CONSTRAINT|SQLITE_MISMATCH|SQLITE_TOOBIG|SQLITE_RANGE)/,
    code: 'BAD_ARGUMENT',
    what: 'refused what was given to it',
    hint: 'Spans must be finite and must not end before they start; shot indices must differ.',
  },
];

/** The coded error for what SQLite or the file system threw while working on a library; other errors come back as they are. */
export function catalogFailure(error: unknown, folder: string): unknown {
  if (AskreelError.isInstance(error) || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = failures.find((failure) => failure.pattern.test(code));
  if (known !== undefined) {
    const detail = known.code === 'BAD_ARGUMENT' ? ` (${error.message})` : '';
    return new AskreelError(known.code, `The library ${folder} ${known.what}${detail}.`, {
      hint: known.hint,
      cause: error,
    });
  }
  if (error instanceof TypeError && error.message.includes('database connection is not open')) {
    return new AskreelError('BAD_ARGUMENT', `The library ${folder} has been closed.`, { cause: error });
  }
  return error;
}

/** Runs work on a library, turning what SQLite and the file system throw into coded errors. */
export function withCatalogFailures<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw catalogFailure(error, folder);
  }
}
