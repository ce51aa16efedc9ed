import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { throwIfAborted } from '../domain/coded-error.js';

/** What a file must be. The hub tells the SHA-256 of large files, and git's own hash of the others. */
export interface ExpectedContent {
  readonly bytes: number;
  readonly sha256?: string;
  /** Git's blob hash: SHA-1 over `blob <bytes>\0` and the content. */
  readonly gitBlob?: string;
}

/** The hashes of a file that is read from its beginning to its end. */
export class ContentHash {
  readonly #sha256: Hash = createHash('sha256');
  readonly #gitBlob: Hash;
  #bytes = 0;

  /** @param totalBytes Git's hash begins with the length of the whole. */
  constructor(totalBytes: number) {
    this.#gitBlob = createHash('sha1').update(`blob ${totalBytes}\0`);
  }

  /** Bytes read so far. */
  get bytes(): number {
    return this.#bytes;
  }

  update(chunk: Uint8Array): void {
    this.#sha256.update(chunk);
    this.#gitBlob.update(chunk);
    this.#bytes += chunk.byteLength;
  }

  /** Ends the reading. */
  digest(): Required<ExpectedContent> {
    return { bytes: this.#bytes, sha256: this.#sha256.digest('hex'), gitBlob: this.#gitBlob.digest('hex') };
  }
}

/** Whether a file's hashes are those that were promised, by every one that is known. */
export function isExpected(found: Required<ExpectedContent>, expected: ExpectedContent): boolean {
  return (
    found.bytes === expected.bytes &&
    (expected.sha256 === undefined || found.sha256 === expected.sha256) &&
    (expected.gitBlob === undefined || found.gitBlob === expected.gitBlob)
  );
}

/** The hashes of a file on disk. Throws the file system's error and `ABORTED`. */
export async function readContentHash(path: string, totalBytes: number, signal?: AbortSignal): Promise<ContentHash> {
  const hash = new ContentHash(totalBytes);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    throwIfAborted(signal);
    hash.update(chunk as Buffer);
  }
  return hash;
}
