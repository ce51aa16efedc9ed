import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { findKnownPack } from '../packs/known-packs.js';
import { packaged } from './packaged-files.js';
import type { Settings } from './settings.js';

/** The sample videos that the demo shows. */
export const sampleVideosFolder = packaged('data/videos');

/** The questions that the demo asks about them. */
export const demoQuestionsFile = packaged('data/demo-questions.json');

/** The library's folder: as given, else ASKREEL_LIBRARY, else one for this user. */
export function libraryFolder(given: string | undefined, settings: Settings): string {
  return resolve(given ?? settings.library ?? join(settings.userDataFolder, 'askreel', 'library'));
}

/** The packs that ship with the package, each in a folder of its name. */
export const packagedPacksFolder = packaged('data/models');

/** The user's folder of packs: ASKREEL_PACKS, else one among the user's data. */
export function packsFolder(settings: Settings): string {
  return resolve(settings.packs ?? join(settings.userDataFolder, 'askreel', 'packs'));
}

/**
 * The folder of a model pack: the starter that ships with the package unless another folder, or the name of a packaged
 * or installed pack, is given or set in ASKREEL_PACK. Throws `PACK_NOT_FOUND`.
 */
export function packFolder(given: string | undefined, settings: Settings): string {
  const wanted = given ?? settings.pack ?? 'starter';
  const candidates = /^[\w.-]+$/.test(wanted)
    ? [join(packagedPacksFolder, wanted), join(packsFolder(settings), wanted), resolve(wanted)]
    : [resolve(wanted)];
  const found = candidates.find((folder) => existsSync(join(folder, 'askreel-pack.json')));
  if (found !== undefined) return found;
  if (findKnownPack(wanted)) {
    throw new AskreelError('PACK_NOT_FOUND', `The model pack "${wanted}" has not been fetched yet.`, {
      hint: `Fetch it with: askreel models pull ${wanted}`,
    });
  }
  throw new AskreelError('PACK_NOT_FOUND', `There is no model pack "${wanted}".`, {
    hint: '`askreel models list` shows which there are; without --pack and ASKREEL_PACK the starter pack is used.',
  });
}

/** The built web page that `askreel serve` shows. */
export const webPageFolder = packaged('dist/apps/web');
