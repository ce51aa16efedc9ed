import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { AskreelError } from '../domain/coded-error.js';
import type { VectorSpace } from './contracts.js';
import {
  encoderManifestSchema,
  packManifestName,
  packManifestSchema,
  pathsInManifest,
  type EncoderManifest,
  type PackManifest,
} from './pack-manifest.js';
import { readPackJson } from './read-pack-json.js';
import { verifyPackFiles, type PackVerification } from './verify-pack-files.js';

/** A folder of models of any kind whose files are present and sound. */
export interface Pack<Manifest extends PackManifest = PackManifest> {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A pack that can index videos. */
export interface ModelPack extends Pack<EncoderManifest> {
  /** The space of the pack's vectors. */
  readonly space: VectorSpace;
}

/** Options of {@link loadModelPack}. */
export interface LoadModelPackOptions {
  /** Default `content`; `size` is enough for a pack that this program has checked before. */
  readonly verify?: PackVerification;
}

/**
 * Reads the manifest of a pack that has a CLIP and checks its files. Throws PACK_NOT_FOUND (no such folder, or not a
 * pack), PACK_INVALID (a manifest that does not fit) and PACK_DAMAGED (a file is missing or differs).
 */
export async function loadModelPack(folder: string, options: LoadModelPackOptions = {}): Promise<ModelPack> {
  const pack = await loadPackWith(encoderManifestSchema, folder, options);
  const { id: packId, revision, dimensions } = pack.manifest;
  return { ...pack, space: { packId, revision, dimensions } };
}

/** The same for a pack of any kind: one that only speaks, or only listens, needs no CLIP. */
export function loadPack(folder: string, options: LoadModelPackOptions = {}): Promise<Pack> {
  return loadPackWith(packManifestSchema, folder, options);
}

async function loadPackWith<Manifest extends PackManifest>(
  schema: z.ZodType<Manifest>,
  folder: string,
  options: LoadModelPackOptions,
): Promise<Pack<Manifest>> {
  const absolute = resolve(folder);
  const manifestPath = join(absolute, packManifestName);
  await access(manifestPath).catch((cause: unknown) => {
    throw new AskreelError('PACK_NOT_FOUND', `There is no model pack in ${absolute}.`, {
      hint: `Give the folder that holds ${packManifestName}.`,
      cause,
    });
  });
  const manifest = await readPackJson(manifestPath, schema);
  for (const path of pathsInManifest(manifest)) {
    if (!(path in manifest.files)) {
      throw new AskreelError('PACK_INVALID', `${packManifestName} names ${path} in a role but not among its files.`, {
        hint: 'Export the pack again, or list the file with its size and SHA-256.',
      });
    }
  }
  await verifyPackFiles(absolute, manifest.files, options.verify ?? 'content');
  return { folder: absolute, manifest };
}
