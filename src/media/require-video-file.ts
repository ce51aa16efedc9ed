import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { AskreelError } from '../domain/coded-error.js';

/**
 * Makes sure that a path leads to a readable file with something in it.
 *
 * Throws `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE` (no permission, or not a plain file) or `VIDEO_EMPTY`.
 */
export async function requireVideoFile(path: string): Promise<void> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      throw new AskreelError('VIDEO_UNREADABLE', `${path} is not a file.`, { hint: 'Give the path of a video file.' });
    }
    await access(path, constants.R_OK);
    if (found.size === 0) {
      throw new AskreelError('VIDEO_EMPTY', `${path} is empty.`, { hint: 'Copy or download the file again.' });
    }
  } catch (error) {
    if (AskreelError.isInstance(error)) throw error;
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT' || reason === 'ENOTDIR') {
      throw new AskreelError('VIDEO_NOT_FOUND', `There is no file ${path}.`, { hint: 'Check the path.', cause: error });
    }
    throw new AskreelError('VIDEO_UNREADABLE', `${path} cannot be read (${reason ?? 'unknown reason'}).`, {
      hint: 'Check the permissions of the file and of its folder.',
      cause: error,
    });
  }
}
