import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import type { VectorSpace } from './contracts.js';
import { packManifestName, packManifestSchema, pathsInManifest, type PackManifest } from './pack-manifest.js';
import { readPackJson } from './read-pack-json.js';
import { verifyPackFiles, type PackVerification } from './verify-pack-files.js';

/** A folder of models whose files are present and sound. */
export interface ModelPack {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: PackManifest;
  /** The space of the pack's vectors. */
  readonly space: VectorSpace;
}

/** Options of {@link loadModelPack}. */
export interface LoadModelPackOptions {
  /** Default `content`; `size` is enough for a pack that this program has checked before. */
  readonly verify?: PackVerification;
}

/**
 * Reads a pack's manifest and checks its files. Throws PACK_NOT_FOUND (no such folder, or not a pack), PACK_INVALID
 * (a manifest that does not fit) and PACK_DAMAGED (a file is missing or differs).
 */
export async function loadModelPack(folder: string, options: LoadModelPackOptions = {}): Promise<ModelPack> {
  const absolute = resolve(folder);
  const manifestPath = join(absolute, packManifestName);
  await access(manifestPath).catch((cause: unknown) => {
    throw new AskreelError('PACK_NOT_FOUND', `There is no model pack in ${absolute}.`, {
      hint: `Give the folder that holds ${packManifestName}.`,
      cause,
    });
  });
  const manifest = await readPackJson(manifestPath, packManifestSchema);
  for (const path of pathsInManifest(manifest)) {
    if (!(path in manifest.files)) {
      throw new AskreelError('PACK_INVALID', `${packManifestName} names ${path} in a role but not among its files.`, {
        hint: 'Export the pack again, or list the file with its size and SHA-256.',
      });
    }
  }
  await verifyPackFiles(absolute, manifest.files, options.verify ?? 'content');
  const { id: packId, revision, dimensions } = manifest;
  return { folder: absolute, manifest, space: { packId, revision, dimensions } };
}
