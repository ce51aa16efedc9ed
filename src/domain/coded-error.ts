/**
 * Every failure that a user or a program can meet, by a stable name. Codes never change meaning;
 * new ones may be added.
 */
export const errorCodes = [
  'ABORTED',
  'BAD_ARGUMENT',
  'CATALOG_DAMAGED',
  'CHAT_MODEL_FAILED',
  'CHAT_MODEL_MISSING_KEY',
  'DISK_FULL',
  'DOWNLOAD_FAILED',
  'FFMPEG_FAILED',
  'FFMPEG_MISSING',
  'FOLDER_WITHOUT_VIDEOS',
  'IMAGE_UNREADABLE',
  'LIBRARY_LOCKED',
  'LIBRARY_NOT_FOUND',
  'LIBRARY_TOO_NEW',
  'LIBRARY_UNREACHABLE',
  'MODEL_FAILED',
  'NETWORK_OFF',
  'NOTHING_TO_EXPORT',
  'OUTPUT_UNWRITABLE',
  'PACKAGE_MISSING',
  'PACK_DAMAGED',
  'PACK_INVALID',
  'PACK_LOCKED',
  'PACK_NOT_FOUND',
  'PROVIDER_UNAVAILABLE',
  'SPACE_MISMATCH',
  'SUBTITLE_DAMAGED',
  'TRANSCRIPTION_FAILED',
  'TRUTH_INVALID',
  'VIDEO_DAMAGED',
  'VIDEO_EMPTY',
  'VIDEO_NO_FRAMES',
  'VIDEO_NO_VIDEO_STREAM',
  'VIDEO_NOT_A_VIDEO',
  'VIDEO_NOT_FOUND',
  'VIDEO_TOO_SMALL',
  'VIDEO_UNREADABLE',
  'VIDEO_UNKNOWN',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

const marker = Symbol.for('askreel.error');

/**
 * The one error class of askreel. `message` is one line, says what happened and, in `hint`, what to
 * do next. `code` is stable and meant for programs.
 */
export class AskreelError extends Error {
  override readonly name = 'AskreelError';
  readonly code: ErrorCode;
  /** The next step for the user, one sentence; absent when the message says it all. */
  readonly hint: string | undefined;
  readonly [marker] = true;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }

  /** True for any AskreelError, also one from another copy of the package. */
  static isInstance(value: unknown): value is AskreelError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true;
  }
}

/** Throws `ABORTED` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new AskreelError('ABORTED', 'The work was cancelled.', { cause: signal.reason });
  }
}
