import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { packManifestName, packManifestSchema, type PackManifest } from '../encoders/pack-manifest.js';
import { readPackJson } from '../encoders/read-pack-json.js';
import type { PackVariant } from './pack-recipe.js';

const origin = { repository: z.string(), commit: z.string() };

/** `askreel-pack.json` as packs that were put together here have it: it also says where everything came from. */
export const packRecordSchema = packManifestSchema.extend({
  variant: z.string().optional(),
  parts: z
    .array(z.object({ name: z.string(), licence: z.string(), repository: z.string(), commit: z.string().optional() }))
    .optional(),
  files: z.record(
    z.string(),
    packManifestSchema.shape.files.valueType.extend(z.object({ ...origin, path: z.string() }).partial().shape),
  ),
});

/** A manifest with the origin of its files, as far as it is known. */
export type PackRecord = z.infer<typeof packRecordSchema>;

/** Reads the record in a pack's folder. Throws `PACK_DAMAGED` and `PACK_INVALID`. */
export function readPackRecord(folder: string): Promise<PackRecord> {
  return readPackJson(join(folder, packManifestName), packRecordSchema);
}

/** What {@link createPackRecord} puts together. */
export interface RecordParts {
  readonly id: string;
  readonly title: string;
  readonly world: string;
  readonly variant: PackVariant;
  readonly parts: NonNullable<PackRecord['parts']>;
  readonly roles: PackManifest['roles'];
  readonly dimensions: number | undefined;
  readonly files: PackRecord['files'];
}

/**
 * A record whose revision follows from the content. Where the pack has a CLIP only the CLIP's files count: vectors stay
 * valid when other parts are added, and become invalid when another precision of the CLIP is taken.
 */
export function createPackRecord(given: RecordParts): PackRecord {
  const { id, title, world, variant, parts, roles, dimensions, files } = given;
  const licences = [...new Set(parts.map(({ licence }) => licence))];
  const licence =
    licences.length === 1 ? (licences[0] ?? '') : parts.map((part) => `${part.licence} (${part.name})`).join(', ');
  return {
    format: 1,
    id,
    revision: revisionOf(roles, files),
    licence,
    title,
    world,
    ...(dimensions !== undefined && { dimensions }),
    variant,
    parts,
    roles,
    files,
  };
}

function revisionOf({ frame, text }: PackManifest['roles'], files: PackRecord['files']): string {
  const models = [frame?.model, text?.model].filter((path) => path !== undefined);
  const shaping = [
    ...models,
    ...(frame ? [frame.preprocessor] : []),
    ...(text ? [text.tokenizer, posix.join(posix.dirname(text.tokenizer), 'tokenizer_config.json')] : []),
  ];
  const counts = (path: string): boolean =>
    models.length === 0 || shaping.includes(path) || models.some((model) => path.startsWith(`${model}_data`));
  const hashes = Object.entries(files).flatMap(([path, { sha256 }]) => (counts(path) ? [sha256] : []));
  return createHash('sha256').update(hashes.sort().join('\n')).digest('hex').slice(0, 12);
}
