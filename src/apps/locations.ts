import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AskreelError } from '../domain/coded-error.js';
import type { Settings } from './settings.js';

/** A folder or file that ships with the package: the same from `src`, from `dist` and from an installed package. */
function packaged(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The package's own `package.json`. */
export const packageFile = packaged('package.json');

/** The sample videos that the demo shows. */
export const sampleVideosFolder = packaged('data/videos');

/** The questions that the demo asks about them. */
export const demoQuestionsFile = packaged('data/demo-questions.json');

/** The library's folder: as given, else ASKREEL_LIBRARY, else one for this user. */
export function libraryFolder(given: string | undefined, settings: Settings): string {
  return resolve(given ?? settings.library ?? join(settings.userDataFolder, 'askreel', 'library'));
}

/**
 * The folder of a model pack: the starter that ships with the package unless another folder, or the name of a packaged
 * pack, is given or set in ASKREEL_PACK. Throws `PACK_NOT_FOUND`.
 */
export function packFolder(given: string | undefined, settings: Settings): string {
  const wanted = given ?? settings.pack ?? 'starter';
  const candidates = /^[\w.-]+$/.test(wanted)
    ? [packaged(`data/models/${wanted}`), resolve(wanted)]
    : [resolve(wanted)];
  const found = candidates.find((folder) => existsSync(join(folder, 'askreel-pack.json')));
  if (found !== undefined) return found;
  throw new AskreelError('PACK_NOT_FOUND', `There is no model pack "${wanted}".`, {
    hint: 'Name a folder that holds an askreel-pack.json, or leave --pack and ASKREEL_PACK out to use the starter pack.',
  });
}
