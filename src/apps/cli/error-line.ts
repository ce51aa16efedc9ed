import { AskreelError, type ErrorCode } from '../../domain/coded-error.js';
import { plainLine } from '../../domain/plain-line.js';

/** An error as one line: `askreel: <message> <hint> [CODE]`. Errors without a code are `UNEXPECTED`. */
export function errorLine(error: unknown): string {
  const { message, hint, code } = describeError(error);
  return `askreel: ${plainLine([message, hint].filter(Boolean).join(' '))} [${code}]`;
}

/** The parts of an error that a user may see. */
export function describeError(error: unknown): {
  readonly message: string;
  readonly hint: string | undefined;
  readonly code: ErrorCode | 'UNEXPECTED';
} {
  if (AskreelError.isInstance(error)) return { message: error.message, hint: error.hint, code: error.code };
  const message = error instanceof Error ? error.message || error.name : String(error);
  return { message, hint: 'Run it again with --debug to see where it happened.', code: 'UNEXPECTED' };
}

/** The stack of an error and of what caused it, for `--debug`. */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${errorTrace(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
