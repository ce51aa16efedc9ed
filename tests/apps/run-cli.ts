import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built program; `npm test` builds it first. */
export const program = `${root}dist/apps/cli/main.js`;

/** The sample videos that come with the package. */
export const sampleVideos = `${root}data/videos`;

/** The pack that the runs use, and why there are no runs when there is none. */
export const pack = process.env.ASKREEL_PACK ?? `${root}data/models/starter`;
export const canRun = existsSync(program) && existsSync(`${pack}/askreel-pack.json`);

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of this repository to its end, without a terminal. */
export async function runNode(
  words: readonly string[],
  options: {
    readonly input?: string;
    readonly cwd?: string;
    /** Added to the environment. */
    readonly env?: Readonly<Record<string, string>>;
    readonly onStart?: (child: ChildProcess) => void;
  } = {},
): Promise<CliRun> {
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;
  const child = spawn(process.execPath, [...words], {
    cwd: options.cwd ?? root,
    env: { ...inherited, ASKREEL_PACK: pack, ASKREEL_MODEL: 'offline', ...options.env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(options.input ?? '');
  options.onStart?.(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Runs the built command line. */
export function runCli(words: readonly string[], options: Parameters<typeof runNode>[1] = {}): Promise<CliRun> {
  return runNode([program, ...words], options);
}
