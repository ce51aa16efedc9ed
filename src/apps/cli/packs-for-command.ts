import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HubClient } from '../../packs/hub-client.js';
import { PackStore } from '../../packs/pack-store.js';
import { packagedPacksFolder, packsFolder } from '../locations.js';
import type { Settings } from '../settings.js';

/** The user's packs. */
export function openPackStore(settings: Settings): PackStore {
  return new PackStore(packsFolder(settings));
}

/** The packs that ship with the package; they are read, never written. */
export function openPackagedPacks(): PackStore {
  return new PackStore(packagedPacksFolder);
}

/** Whether a name is that of a pack that ships with the package: it cannot be taken or removed. */
export function isPackagedPack(name: string): boolean {
  return /^[\w-][\w.-]*$/.test(name) && existsSync(join(packagedPacksFolder, name, 'askreel-pack.json'));
}

/** The hub, or the mirror that the environment names. */
export function openHub({ hubEndpoint, hubToken, offline }: Settings): HubClient {
  return new HubClient({ endpoint: hubEndpoint, token: hubToken, offline });
}
