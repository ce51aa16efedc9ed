import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { diskFailure, type Disk, type GrowingFile } from './disk.js';
import { ContentHash, readContentHash, type ExpectedContent } from './expected-content.js';

/** What is remembered beside a part: of which content it is the beginning, and the server's name for that content. */
const noteSchema = z.object({ of: z.string(), etag: z.string().optional() });

/**
 * The beginning of a file that is being downloaded, `<target>.part`. It is hashed as it grows; what an earlier run has
 * left is read once, so that the hash covers the whole.
 */
export class PartFile {
  readonly #target: string;
  readonly #expected: ExpectedContent;
  readonly #file: GrowingFile;
  #hash: ContentHash;
  #etag: string | undefined;

  private constructor(target: string, expected: ExpectedContent, file: GrowingFile, hash: ContentHash) {
    this.#target = target;
    this.#expected = expected;
    this.#file = file;
    this.#hash = hash;
  }

  /** Opens the part of an earlier run, or a new one. Throws the file system's error, `DISK_FULL` and `ABORTED`. */
  static async open(target: string, expected: ExpectedContent, disk: Disk, signal?: AbortSignal): Promise<PartFile> {
    const path = `${target}.part`;
    const note = await readNote(path);
    const held = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    const usable = note?.of === nameOf(expected) && held <= expected.bytes;
    const file = await disk.openGrowing(path).catch((error: unknown) => {
      throw diskFailure(error, path);
    });
    try {
      if (!usable) await file.clear();
      const hash = usable && held > 0 ? await readContentHash(path, expected.bytes, signal) : undefined;
      const part = new PartFile(target, expected, file, hash ?? new ContentHash(expected.bytes));
      if (usable) part.#etag = note.etag;
      await part.#writeNote();
      return part;
    } catch (error) {
      await file.close().catch(() => undefined);
      throw diskFailure(error, path);
    }
  }

  /** Bytes that are there. */
  get bytes(): number {
    return this.#hash.bytes;
  }

  /** The server's name for the content that the part is the beginning of (RFC 9110, 8.8.3), if it gave one. */
  get etag(): string | undefined {
    return this.#etag;
  }

  async rememberEtag(etag: string | undefined): Promise<void> {
    if (etag === this.#etag) return;
    this.#etag = etag;
    await this.#writeNote();
  }

  /** Throws `DISK_FULL` and the file system's error. */
  async append(chunk: Uint8Array): Promise<void> {
    await this.#file.write(chunk).catch((error: unknown) => {
      throw diskFailure(error, this.#target);
    });
    this.#hash.update(chunk);
  }

  /** Begins anew. */
  async clear(): Promise<void> {
    await this.#file.clear();
    this.#hash = new ContentHash(this.#expected.bytes);
  }

  /** Closes and keeps the part for another run. */
  close(): Promise<void> {
    return this.#file.close();
  }

  /** Closes and deletes the part. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await Promise.all([rm(`${this.#target}.part`, { force: true }), rm(notePath(this.#target), { force: true })]);
  }

  /** Closes, and hands the hashes of the whole out; the part can then be given its name. */
  async finish(): Promise<Required<ExpectedContent>> {
    await this.#file.close().catch((error: unknown) => {
      throw diskFailure(error, this.#target);
    });
    return this.#hash.digest();
  }

  /** Gives a finished part its name. */
  async accept(): Promise<void> {
    await rename(`${this.#target}.part`, this.#target);
    await rm(notePath(this.#target), { force: true });
  }

  async #writeNote(): Promise<void> {
    const note = { of: nameOf(this.#expected), ...(this.#etag !== undefined && { etag: this.#etag }) };
    await writeFile(notePath(this.#target), JSON.stringify(note)).catch((error: unknown) => {
      throw diskFailure(error, this.#target);
    });
  }
}

function notePath(target: string): string {
  return `${target}.part.json`;
}

function nameOf({ bytes, sha256, gitBlob }: ExpectedContent): string {
  return [bytes, sha256 ?? '', gitBlob ?? ''].join(' ');
}

/** A note that is missing or damaged says nothing: the part is then begun anew. */
async function readNote(partPath: string): Promise<z.infer<typeof noteSchema> | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(`${partPath}.json`, 'utf8')));
  } catch {
    return undefined;
  }
}
