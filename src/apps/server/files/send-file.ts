import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { ServerFailure } from '../server-failure.js';
import { readByteRange } from './byte-range.js';

/** How a file is sent. */
export interface SendFileOptions {
  readonly contentType: string;
  /** Without quotes; default: made from the file's size and time. */
  readonly tag?: (file: { readonly size: number; readonly modifiedMs: number }) => string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when the file is no longer needed. */
  readonly onClose?: () => void;
}

/**
 * A file as a reply: whole, or the range that the request asks for; nothing (304) to a client that has it. It is read as
 * fast as the client takes it, and closed when the client goes away. Throws the file system's error where it cannot be
 * opened, `RANGE_NOT_SATISFIABLE`.
 */
export async function sendFile(context: Context, path: string, options: SendFileOptions): Promise<Response> {
  const file = await open(path, 'r');
  const close = async (): Promise<void> => {
    await file.close();
    options.onClose?.();
  };
  try {
    const response = await replyWith(context, file, options);
    if (!response.body) await close();
    return response;
  } catch (error) {
    await close();
    throw error;
  }
}

async function replyWith(context: Context, file: FileHandle, options: SendFileOptions): Promise<Response> {
  const { contentType, headers = {}, onClose } = options;
  const found = await file.stat();
  if (!found.isFile()) throw new ServerFailure('NOT_FOUND', 'There is no such file.');
  const { size, mtimeMs: modifiedMs } = found;
  const etag = `"${options.tag?.({ size, modifiedMs }) ?? `${size.toString(36)}-${Math.round(modifiedMs).toString(36)}`}"`;
  const modified = new Date(modifiedMs).toUTCString();
  const shared = { etag, 'last-modified': modified, 'accept-ranges': 'bytes', ...headers };
  if (isKnown(context.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers: shared });

  const condition = context.req.header('if-range')?.trim();
  const unchanged = condition === undefined || condition === etag || condition === modified;
  const range = unchanged ? readByteRange(context.req.header('range'), size) : undefined;
  if (range === 'unsatisfiable') {
    const part = { 'content-range': `bytes */${size}` };
    throw new ServerFailure('RANGE_NOT_SATISFIABLE', `The file has ${size} bytes.`, { headers: part });
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  const length = last - first + 1;
  const body =
    context.req.method === 'HEAD' || length <= 0
      ? null
      : Readable.toWeb(
          file
            .createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 })
            .once('close', () => onClose?.()),
        );
  return new Response(body as ReadableStream | null, {
    status: range ? 206 : 200,
    headers: {
      ...shared,
      'content-type': contentType,
      'content-length': String(Math.max(0, length)),
      ...(range && { 'content-range': `bytes ${first}-${last}/${size}` }),
    },
  });
}

/** Whether `If-None-Match` names the tag. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
