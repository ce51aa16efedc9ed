import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { videoExtensions } from '../../../media/find-video-files.js';
import { safeFileName } from '../../export/safe-file-name.js';
import type { UploadSettings } from '../contracts.js';
import { ServerFailure } from '../server-failure.js';

/** A client that sends nothing for so long has gone. */
const longestPauseMs = 60_000;

const temporaryName = /^\.upload-[0-9a-f]{16}\.part$/;

/** A video on its way in. */
export interface IncomingUpload {
  /** As the client calls it. */
  readonly name: string;
  /** `Content-Length`, where the client says. */
  readonly declaredBytes: number | undefined;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly signal: AbortSignal;
  /** Default: a minute. */
  readonly idleMs?: number;
}

/**
 * Writes an upload into the folder as it comes, under a safe name that nothing there has; gives its path. Nothing is left
 * of one that breaks off.
 *
 * Throws `BAD_ARGUMENT` (a name that no video has, no bytes), `TOO_LARGE`, `TIMED_OUT`, `ABORTED`, `DISK_FULL`,
 * `OUTPUT_UNWRITABLE`.
 */
export async function receiveUpload(upload: IncomingUpload, { folder, limitBytes }: UploadSettings): Promise<string> {
  const name = nameOf(upload.name);
  if ((upload.declaredBytes ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const temporary = join(folder, `.upload-${randomBytes(8).toString('hex')}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      const written = await writeBody(upload, file, limitBytes);
      if (written === 0)
        throw new AskreelError('BAD_ARGUMENT', 'No bytes came.', { hint: 'Send the file as the body.' });
      if (upload.declaredBytes !== undefined && written < upload.declaredBytes) throw brokenOff();
      await file.sync();
    } finally {
      await file.close();
    }
    const path = await reserve(folder, name);
    await rename(temporary, path);
    return path;
  } catch (error) {
    await rm(temporary, { force: true });
    throw toUploadError(error);
  }
}

/** Removes what uploads left when the server was killed; for a folder that no other server uses. */
export async function removeBrokenUploads(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (temporaryName.test(name)) await rm(join(folder, name), { force: true });
}

async function writeBody(upload: IncomingUpload, file: FileHandle, limitBytes: number): Promise<number> {
  const reader = upload.body?.getReader();
  if (!reader) return 0;
  let written = 0;
  try {
    for (;;) {
      const { done, value } = await nextPiece(reader, upload);
      if (upload.signal.aborted) throw brokenOff();
      if (done) return written;
      written += value.length;
      if (written > limitBytes) throw tooLarge(limitBytes);
      await file.writeFile(value);
    }
  } finally {
    // What is still to come is not waited for.
    void reader.cancel().catch(() => undefined);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The next bytes; fails when none come for a while, and when the upload is given up. */
async function nextPiece(
  reader: Reader,
  { signal, idleMs = longestPauseMs }: IncomingUpload,
): Promise<Awaited<ReturnType<Reader['read']>>> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp = (): void => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    const silent = new ServerFailure('TIMED_OUT', 'Nothing came for a while.', { hint: 'Upload the file again.' });
    timer = setTimeout(() => reject(silent), idleMs);
    giveUp = () => reject(brokenOff());
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([reader.read(), broken]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** An empty file under the name, or one like it, for the upload to take the place of. */
async function reserve(folder: string, name: string): Promise<string> {
  const ending = extname(name);
  const stem = basename(name, ending);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ending}`);
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || number >= 10_000) throw error;
    }
  }
}

function nameOf(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const ending = extname(last).toLowerCase();
  if (!videoExtensions.has(ending)) {
    throw new AskreelError('BAD_ARGUMENT', `A video is not called "${safeFileName(last)}".`, {
      hint: `Let the name end in one of: ${[...videoExtensions].join(' ')}.`,
    });
  }
  return `${safeFileName(last.slice(0, -ending.length))}${ending}`;
}

function tooLarge(limitBytes: number): ServerFailure {
  return new ServerFailure('TOO_LARGE', `A video may have at most ${limitBytes} bytes.`, {
    hint: 'Start askreel serve with a larger --upload-limit, or index the file on its machine.',
    headers: { connection: 'close' },
  });
}

function brokenOff(): AskreelError {
  return new AskreelError('ABORTED', 'The upload broke off.', { hint: 'Upload the file again.' });
}

function toUploadError(error: unknown): unknown {
  if (AskreelError.isInstance(error) || error instanceof ServerFailure) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AskreelError('DISK_FULL', 'The server has no space left for the video.', {
      hint: 'Free some space there, or start askreel serve with another --uploads folder.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR') {
    return new AskreelError('OUTPUT_UNWRITABLE', `The server cannot write into its uploads folder (${code}).`, {
      hint: 'Start askreel serve with another --uploads folder.',
      cause: error,
    });
  }
  // What the connection itself says when it ends in the middle.
  return brokenOff();
}
