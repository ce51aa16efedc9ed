import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('time_pytorch.py', import.meta.url));

/** What PyTorch is asked to run: pixels in a file of float32 values. */
export interface PytorchRun {
  readonly model: 'frame' | 'clip';
  readonly pixels: string;
  readonly shape: readonly number[];
}

/** What it took, measured in Python, and the first values that came out. */
export interface PytorchResult {
  readonly seconds: number;
  readonly output: readonly number[];
}

/** Whether there is a python3 with PyTorch and transformers. */
export function hasPytorch(): boolean {
  return spawnSync('python3', ['-c', 'import torch, transformers']).status === 0;
}

/** A Python process that keeps the models loaded and runs them when it is asked to. */
export class PytorchRunner {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(size: string, threads: number) {
    this.#child = spawn('python3', [script, '--size', size, '--threads', String(threads)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#reader = createInterface({ input: this.#child.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async run(wanted: PytorchRun): Promise<PytorchResult> {
    this.#child.stdin?.write(`${JSON.stringify(wanted)}\n`);
    const answer = await this.#lines.next();
    if (answer.done) throw new Error('Python ended without an answer.');
    return JSON.parse(answer.value) as PytorchResult;
  }

  close(): void {
    this.#child.stdin?.end();
    this.#reader.close();
  }
}
