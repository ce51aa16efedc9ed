import { AskreelError, type ErrorCode } from '../domain/coded-error.js';

const codesBySystemCode: Readonly<Record<string, ErrorCode>> = {
  EACCES: 'VIDEO_UNREADABLE',
  EIO: 'VIDEO_UNREADABLE',
  ENOENT: 'VIDEO_NOT_FOUND',
  ENOSPC: 'DISK_FULL',
  EPERM: 'VIDEO_UNREADABLE',
  SQLITE_BUSY: 'LIBRARY_LOCKED',
  SQLITE_FULL: 'DISK_FULL',
};

/** Any failure while a video was indexed, as a coded error in one line. What is raised by a cancelled run is ABORTED. */
export function toIndexingError(path: string, error: unknown, signal?: AbortSignal): AskreelError {
  if (signal?.aborted) return new AskreelError('ABORTED', 'The work was cancelled.', { cause: error });
  if (AskreelError.isInstance(error)) return error;
  const systemCode = (error as { readonly code?: unknown } | undefined)?.code;
  const code = typeof systemCode === 'string' ? codesBySystemCode[systemCode] : undefined;
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
  const hint = 'This is not expected: please report it with the command and, if you can, the file.';
  return new AskreelError(code ?? 'MODEL_FAILED', `${path} could not be indexed: ${reason ?? ''}`, {
    cause: error,
    ...(code === undefined && { hint }),
  });
}
