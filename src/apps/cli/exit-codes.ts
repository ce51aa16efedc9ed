import type { ErrorCode } from '../../domain/coded-error.js';

/** What the program's exit status means. The numbers never change meaning; `--help` and the README list them. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  badUsage: 2,
  nothingFound: 3,
  someFilesFailed: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit status for an error. */
export function exitCodeOf(code: ErrorCode | 'UNEXPECTED'): ExitCode {
  if (code === 'ABORTED') return exitCodes.interrupted;
  if (code === 'BAD_ARGUMENT') return exitCodes.badUsage;
  if (code === 'NOTHING_TO_EXPORT') return exitCodes.nothingFound;
  return exitCodes.failed;
}
