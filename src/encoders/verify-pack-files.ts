import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AskreelError } from '../domain/coded-error.js';
import type { PackManifest } from './pack-manifest.js';

/**
 * How thoroughly a pack's files are looked at: their content (SHA-256), their sizes alone, or (`quick`) the content of
 * small files and the sizes of large ones, which takes a second at most.
 */
export type PackVerification = 'content' | 'quick' | 'size';

/** What SHA-256 reads in a few hundredths of a second. */
const smallBytes = 32_000_000;

/** Throws PACK_DAMAGED for the first file that is missing, of another size or of another content than the manifest says. */
export async function verifyPackFiles(
  folder: string,
  files: PackManifest['files'],
  verification: PackVerification,
): Promise<void> {
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const path = join(folder, name);
    const found = await stat(path).catch((cause: unknown) => {
      throw damaged(path, 'is missing', cause);
    });
    if (found.size !== bytes) throw damaged(path, `has ${found.size} bytes where ${bytes} are expected`);
    const hashed = verification === 'content' || (verification === 'quick' && bytes <= smallBytes);
    if (hashed && (await hashFile(path)) !== sha256) {
      throw damaged(path, 'has another content than the pack promises (its SHA-256 differs)');
    }
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash).catch((cause: unknown) => {
    throw damaged(path, 'cannot be read', cause);
  });
  return hash.digest('hex');
}

function damaged(path: string, what: string, cause?: unknown): AskreelError {
  return new AskreelError('PACK_DAMAGED', `The model pack's file ${path} ${what}.`, {
    hint: 'Fetch the model pack again.',
    cause,
  });
}
