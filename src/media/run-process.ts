import { spawn } from 'node:child_process';
import { throwIfAborted } from '../domain/coded-error.js';

/** What a finished program left behind. */
export interface ProcessResult {
  /** `undefined` when it was ended by a signal. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program without a shell and collects what it says.
 *
 * Its environment is this program's unless another one is given. Kills it at once when the signal fires. Throws `ABORTED` then, and the operating system's error (`ENOENT`, …) when
 * the program cannot be started; any exit code is a result.
 */
export async function runProcess(
  programPath: string,
  programArguments: readonly string[],
  signal?: AbortSignal,
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<ProcessResult> {
  throwIfAborted(signal);
  const child = spawn(programPath, programArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(environment && { env: { ...environment } }),
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const exitCode = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? undefined));
    });
    throwIfAborted(signal);
    return { exitCode, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}
