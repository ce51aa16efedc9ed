import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command line; `npm test` builds it first. */
const program = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));

/** The ten sample videos. */
export const sampleFolder = fileURLToPath(new URL('../../data/videos/', import.meta.url));

export interface CommandResult {
  readonly status: number | null;
  /** One parsed JSON value a line of standard output. */
  readonly lines: readonly Record<string, unknown>[];
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `askreel` with a clean environment. */
export function startAskreel(...parameters: string[]): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' };
  return spawn(process.execPath, [program, ...parameters], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs `askreel` to its end. */
export async function runAskreel(...parameters: string[]): Promise<CommandResult> {
  const child = startAskreel(...parameters);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr, lines: parseLines(stdout) };
}

/** The lines of a text that are whole JSON objects. */
export function parseLines(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Record<string, unknown>];
    } catch {
      return [];
    }
  });
}
