import { createInterface } from 'node:readline/promises';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { CommandContext } from './command-context.js';

/**
 * Asks a person whether to go on; the default is no. Returns at once with `--yes`. Throws `BAD_ARGUMENT` when the
 * answer is no, or when there is nobody to ask, and `ABORTED`.
 */
export async function confirm(question: string, yes: boolean | undefined, context: CommandContext): Promise<void> {
  if (yes) return;
  const hint = 'Nothing was changed. Say --yes to go on without being asked.';
  if (!process.stdin.isTTY || !context.terminal.isInteractive || context.options.json) {
    throw new AskreelError('BAD_ARGUMENT', `This needs a yes: ${question}`, { hint });
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a person types, readline receives the Ctrl-C, not the process.
  lines.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'));
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal: context.signal }).catch(() => '');
    throwIfAborted(context.signal);
    if (/^y(es)?$/i.test(answer.trim())) return;
    throw new AskreelError('BAD_ARGUMENT', 'Not confirmed.', { hint });
  } finally {
    lines.close();
  }
}
