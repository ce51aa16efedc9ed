import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';
import { readContentHash } from './expected-content.js';
import type { PackRecord } from './pack-record.js';

/** What was found of one file. */
export interface VerifiedFile {
  readonly path: string;
  readonly bytes: number;
  /** `differs`: another content, whatever its size. */
  readonly state: 'ok' | 'missing' | 'differs';
}

/** Reads every file of a pack and compares it with the manifest, one after another. Throws `ABORTED`. */
export async function* verifyPack(
  folder: string,
  { files }: Pick<PackRecord, 'files'>,
  signal?: AbortSignal,
): AsyncGenerator<VerifiedFile> {
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    yield { path, bytes, state: await compare(join(folder, ...path.split('/')), bytes, sha256, signal) };
  }
}

async function compare(
  path: string,
  bytes: number,
  sha256: string,
  signal: AbortSignal | undefined,
): Promise<VerifiedFile['state']> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return 'missing';
  if (found.size !== bytes) return 'differs';
  try {
    return (await readContentHash(path, bytes, signal)).digest().sha256 === sha256 ? 'ok' : 'differs';
  } catch (error) {
    if (AskreelError.isInstance(error)) throw error;
    return 'differs';
  }
}
