import { createInterface } from 'node:readline/promises';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { CommandContext } from './command-context.js';

/**
 * Asks a person whether to go on; the default is no. With `--yes` nobody is asked. Throws `BAD_ARGUMENT` when there is
 * nobody to ask, and `ABORTED`.
 */
export async function confirm(question: string, yes: boolean | undefined, context: CommandContext): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !context.terminal.isInteractive || context.options.json) {
    throw new AskreelError('BAD_ARGUMENT', `This needs a yes: ${question}`, {
      hint: 'Nothing was changed. Say --yes to go on without being asked.',
    });
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a person types, readline receives the Ctrl-C, not the process.
  lines.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'));
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal: context.signal }).catch(() => '');
    throwIfAborted(context.signal);
    const agreed = /^y(es)?$/i.test(answer.trim());
    if (!agreed) context.note('Nothing was changed.');
    return agreed;
  } finally {
    lines.close();
  }
}
