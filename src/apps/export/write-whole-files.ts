import { randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';

/** A file that is to be made. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  /** Writes its content to another path, which has the same ending and is an empty file. */
  write(temporaryPath: string): Promise<void>;
}

/**
 * Makes files, all of them whole or none: each is written beside its place under another name, and they are put into their
 * places when the last one is done. A missing folder is made.
 *
 * Throws `BAD_ARGUMENT` where a file is there already (unless `force`), `OUTPUT_UNWRITABLE`, `DISK_FULL`, and what writing
 * throws.
 */
export async function writeWholeFiles(files: readonly PlannedFile[], force: boolean): Promise<void> {
  if (!force) for (const { path } of files) await refuseExisting(path);
  const temporaries = new Map<PlannedFile, string>();
  let made: string | undefined;
  let current = '';
  try {
    for (const file of files) {
      current = file.path;
      made ??= await mkdir(dirname(file.path), { recursive: true });
      const temporary = temporaryPath(file.path);
      // Made here first: the file system's own word on why it cannot be written is the clearest.
      await (await open(temporary, 'wx')).close();
      temporaries.set(file, temporary);
      await file.write(temporary);
    }
    if (!force) for (const { path } of files) await refuseExisting(path);
    for (const [file, temporary] of temporaries) {
      current = file.path;
      await rename(temporary, file.path);
      temporaries.delete(file);
    }
  } catch (error) {
    for (const temporary of temporaries.values()) await rm(temporary, { force: true });
    if (made !== undefined) await rmdir(made).catch(() => undefined);
    throw outputFailure(error, current);
  }
}

/** Throws `BAD_ARGUMENT` when something is at a path. */
export async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new AskreelError('BAD_ARGUMENT', `${path} is there already.`, {
    hint: 'Name another place, remove that one first, or overwrite it with --force.',
  });
}

function temporaryPath(path: string): string {
  const ending = extname(path);
  const stem = basename(path, ending).slice(0, 40);
  return join(dirname(path), `.${stem}-${randomBytes(4).toString('hex')}.part${ending}`);
}

/** The file system's error as one of ours. */
function outputFailure(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (AskreelError.isInstance(error) || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AskreelError('DISK_FULL', `There is no space left for ${path}.`, {
      hint: 'Free some space, or write to another disk.',
      cause: error,
    });
  }
  return new AskreelError('OUTPUT_UNWRITABLE', `${path} cannot be written (${code}).`, {
    hint: 'Choose a folder that you may write to.',
    cause: error,
  });
}
