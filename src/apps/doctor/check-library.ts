import { AskreelError } from '../../domain/coded-error.js';
import { openLibrary } from '../../library/open-library.js';
import { TasteFile } from '../../library/taste-file.js';
import { libraryFolder } from '../locations.js';
import type { Settings } from '../settings.js';
import { problem, type Check } from './check.js';

/** What the library holds, and with which pack it was made. */
export function checkLibrary(given: string | undefined, settings: Settings): Check {
  const folder = libraryFolder(given, settings);
  try {
    using library = openLibrary(folder, { readOnly: true });
    const { packId, revision } = library.space;
    const fitted = new TasteFile(folder).current(`${packId}@${revision}`);
    const ranking = fitted ? `, ranked by feedback on ${fitted.queries} queries` : '';
    const detail = `${library.videos().length} video(s), made with ${packId}@${revision}${ranking}: ${folder}`;
    return { name: 'library', status: 'ok', detail };
  } catch (error) {
    if (AskreelError.isInstance(error) && error.code === 'LIBRARY_NOT_FOUND') {
      return { name: 'library', status: 'ok', detail: `none yet: ${folder}`, hint: 'askreel index <videos> makes it.' };
    }
    return problem('library', error);
  }
}
