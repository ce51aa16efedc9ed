import { exitCodes, type ExitCode } from './exit-codes.js';

/** Ctrl-C and SIGTERM as an abort signal. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit status of the signal that came, if one did. */
  exitCode(): ExitCode | undefined;
  /** Gives the signals back to the operating system's own treatment. */
  release(): void;
}

/**
 * The first Ctrl-C (or SIGTERM) asks the work to end cleanly and calls `onInterrupt`; the second ends the process at
 * once, which loses nothing that was committed.
 */
export function listenForInterruption(onInterrupt: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  const interrupt = (code: ExitCode): void => {
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    controller.abort(new Error('interrupted'));
    onInterrupt();
  };
  const onSigint = (): void => interrupt(exitCodes.interrupted);
  const onSigterm = (): void => interrupt(exitCodes.terminated);
  process.on('SIGINT', onSigint);
  process.on('SIGTERM', onSigterm);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release: () => {
      process.off('SIGINT', onSigint);
      process.off('SIGTERM', onSigterm);
    },
  };
}
