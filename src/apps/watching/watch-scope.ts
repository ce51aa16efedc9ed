import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import type { FollowedFolders } from '../../indexing/watching/contracts.js';
import { isInside } from '../../indexing/watching/is-inside.js';
import type { LibraryReader } from '../../library/contracts.js';

/**
 * The folders that a watch looks after: each once, askreel's own left out. A folder that is not there is taken when the
 * library holds videos of it (its drive may come back); throws `BAD_ARGUMENT` for others.
 *
 * @param own Folders that askreel writes to: the library's, that of uploads.
 */
export async function readWatchScope(
  given: readonly string[],
  library: Pick<LibraryReader, 'videos'>,
  own: readonly string[],
): Promise<FollowedFolders> {
  const folders = [...new Set(given.map((folder) => resolve(folder)))];
  for (const folder of folders) {
    if (own.some((one) => isInside(folder, one))) {
      const hint = 'Watch the folder that you put videos into.';
      throw new AskreelError('BAD_ARGUMENT', `${folder} is a folder of askreel's own.`, { hint });
    }
    const found = await stat(folder).catch(() => undefined);
    if (found ? found.isDirectory() : library.videos().some(({ path }) => isInside(path, folder))) continue;
    throw new AskreelError('BAD_ARGUMENT', `There is no folder ${folder} to watch.`, {
      hint: 'Name folders that are there; single files are for `askreel index`.',
    });
  }
  return {
    folders: folders.filter((folder) => !folders.some((other) => other !== folder && isInside(folder, other))),
    ignored: own,
  };
}
