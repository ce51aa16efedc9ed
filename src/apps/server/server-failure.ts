import { AskreelError, type ErrorCode } from '../../domain/coded-error.js';
import type { ErrorDetail, serverErrorCodes } from './schemas/api-error.js';

/** A status that a reply with a body may have. */
export type FailureStatus = 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 414 | 416 | 422 | 500 | 502 | 503 | 507;

const serverStatuses: Readonly<Record<(typeof serverErrorCodes)[number], FailureStatus>> = {
  BUSY: 503,
  FILE_GONE: 410,
  FORBIDDEN: 403,
  JOB_UNKNOWN: 404,
  NOT_FOUND: 404,
  RANGE_NOT_SATISFIABLE: 416,
  SERVER_FAILED: 500,
  SHUTTING_DOWN: 503,
  THREAD_UNKNOWN: 404,
  TIMED_OUT: 408,
  TOO_LARGE: 413,
  UNAUTHORIZED: 401,
};

/** Codes of `AskreelError` that are no failure of the server. */
const codeStatuses: Partial<Record<ErrorCode, FailureStatus>> = {
  ABORTED: 503,
  BAD_ARGUMENT: 400,
  CHAT_MODEL_FAILED: 502,
  CHAT_MODEL_MISSING_KEY: 503,
  DISK_FULL: 507,
  FFMPEG_MISSING: 503,
  FOLDER_WITHOUT_VIDEOS: 422,
  LIBRARY_LOCKED: 503,
  NOTHING_TO_EXPORT: 422,
  SPACE_MISMATCH: 409,
  VIDEO_DAMAGED: 422,
  VIDEO_EMPTY: 422,
  VIDEO_NOT_A_VIDEO: 422,
  VIDEO_NOT_FOUND: 410,
  VIDEO_NO_FRAMES: 422,
  VIDEO_NO_VIDEO_STREAM: 422,
  VIDEO_TOO_SMALL: 422,
  VIDEO_UNKNOWN: 404,
  VIDEO_UNREADABLE: 410,
};

/** What only happens between a client and the server. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly code: (typeof serverErrorCodes)[number];
  readonly hint: string | undefined;
  /** Headers of the reply, for example `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: (typeof serverErrorCodes)[number],
    message: string,
    options: { readonly hint?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.code = code;
    this.hint = options.hint;
    this.headers = options.headers ?? {};
  }
}

/** The status for an error. */
export function statusOf(error: unknown): FailureStatus {
  if (error instanceof ServerFailure) return serverStatuses[error.code];
  return (AskreelError.isInstance(error) && codeStatuses[error.code]) || 500;
}

/** What a client is told of an error: its code, one line and the next step; of what was not foreseen, nothing. */
export function detailOf(error: unknown): ErrorDetail {
  if (error instanceof ServerFailure || AskreelError.isInstance(error)) {
    const { code, message, hint } = error;
    return { code, message, ...(hint !== undefined && { hint }) };
  }
  return {
    code: 'SERVER_FAILED',
    message: 'The server failed.',
    hint: 'Try again; if it happens again, see what the server has printed.',
  };
}
