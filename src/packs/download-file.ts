import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import { realDisk, type Disk } from './disk.js';
import { isExpected, type ExpectedContent } from './expected-content.js';
import { connectionFailure } from './hub-request.js';
import { PartFile } from './part-file.js';
import { PassingFailure, RetryBudget, type Pause } from './retry-budget.js';

/** Asks a server once for a file, with headers. */
export type OpenDownload = (
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
) => Promise<Response>;

/** Options of {@link downloadFile}. */
export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly disk?: Disk;
  readonly pause?: Pause;
  /** Told how many bytes of the file are there: at the start, and as they come. */
  readonly onBytes?: (bytes: number) => void;
  readonly onRetry?: (reason: string, pauseSeconds: number) => void;
  /** A connection that gives nothing for so long is given up and made anew. Default: 60 s. */
  readonly stallMs?: number;
}

/**
 * Downloads a file to `target`, goes on where an earlier attempt or run has stopped, and gives the file its name only
 * when its content is what was promised.
 *
 * Throws `DOWNLOAD_FAILED` (the server does not give it, or gives another content, which is deleted), `DISK_FULL` (the
 * part is deleted) and `ABORTED` (the part is kept).
 */
export async function downloadFile(
  open: OpenDownload,
  target: string,
  expected: ExpectedContent,
  options: DownloadOptions = {},
): Promise<Required<ExpectedContent>> {
  const { signal, pause, onRetry } = options;
  throwIfAborted(signal);
  const part = await PartFile.open(target, expected, options.disk ?? realDisk, signal);
  const budget = new RetryBudget({ signal, ...(pause && { pause }), ...(onRetry && { onRetry }) });
  let farthest = part.bytes;
  try {
    options.onBytes?.(part.bytes);
    while (part.bytes < expected.bytes) {
      try {
        await receive(open, part, expected, options);
      } catch (error) {
        if (part.bytes > farthest) budget.progressed();
        farthest = Math.max(farthest, part.bytes);
        await budget.failed(error);
      }
    }
  } catch (error) {
    const spoilt = AskreelError.isInstance(error) && (error.code === 'DISK_FULL' || error instanceof WrongContent);
    if (spoilt) await part.discard();
    else await part.close().catch(() => undefined);
    throw error;
  }
  const found = await part.finish();
  if (!isExpected(found, expected)) {
    await part.discard();
    throw new WrongContent(target, 'its hash differs');
  }
  await part.accept();
  return found;
}

class WrongContent extends AskreelError {
  constructor(target: string, what: string) {
    super('DOWNLOAD_FAILED', `What was sent for ${target} is not what was promised (${what}); it has been deleted.`, {
      hint: 'Run the same command again; if it happens again, the server or something on the way changes files.',
    });
  }
}

/** One connection: from where the part ends to the end of the file, or to where the connection breaks. */
async function receive(
  open: OpenDownload,
  part: PartFile,
  expected: ExpectedContent,
  options: DownloadOptions,
): Promise<void> {
  const stalled = new AbortController();
  const stallMs = options.stallMs ?? 60_000;
  const signal = options.signal ? AbortSignal.any([options.signal, stalled.signal]) : stalled.signal;
  const timer = setTimeout(() => stalled.abort(), stallMs);
  try {
    const response = await open(rangeHeaders(part), signal);
    await alignPart(part, response, expected);
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      const bytes = chunk as Uint8Array;
      if (part.bytes + bytes.byteLength > expected.bytes) throw new WrongContent('the file', 'it is longer');
      await part.append(bytes);
      options.onBytes?.(part.bytes);
    }
  } catch (error) {
    throwIfAborted(options.signal);
    if (stalled.signal.aborted) throw new PassingFailure(`Nothing came for ${stallMs / 1000} seconds.`);
    if (AskreelError.isInstance(error) || error instanceof PassingFailure || isFileSystemError(error)) throw error;
    throw connectionFailure('the server', error);
  } finally {
    clearTimeout(timer);
    stalled.abort();
  }
  if (part.bytes < expected.bytes) throw new PassingFailure('The connection ended before the file did.');
}

function rangeHeaders(part: PartFile): Record<string, string> {
  // Compressed bytes could not be counted.
  const headers = { 'accept-encoding': 'identity' };
  if (part.bytes === 0) return headers;
  const range = { ...headers, range: `bytes=${part.bytes}-` };
  // Only a strong validator may stand in If-Range (RFC 9110, 13.1.5); the hash of the whole decides in any case.
  return part.etag?.startsWith('"') ? { ...range, 'if-range': part.etag } : range;
}

/** Makes the part end where the answer begins, which is its start when the server has not gone on. */
async function alignPart(part: PartFile, response: Response, expected: ExpectedContent): Promise<void> {
  const etag = response.headers.get('etag') ?? undefined;
  if (response.status === 200) {
    if (part.bytes > 0) await part.clear();
    return part.rememberEtag(etag);
  }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  const fits = Number(range?.[1]) === part.bytes && (range?.[2] === '*' || Number(range?.[2]) === expected.bytes);
  const changed = part.etag !== undefined && etag !== undefined && part.etag !== etag;
  if (response.status === 206 && fits && !changed) return;
  await part.clear();
  await part.rememberEtag(undefined);
  throw new PassingFailure('The server has another file than before, or cannot go on with it.');
}

/** What fetch throws has the system's error as its cause; the disk's errors come as they are. */
function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
