import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import { openLibrary } from '../../../library/open-library.js';
import { libraryFolder } from '../../locations.js';
import { openThreads } from '../../open-threads.js';
import type { CommandContext } from '../command-context.js';
import type { ThreadsCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel threads`: the conversations that are kept, the latest first; with `--forget`, one less. */
export async function runThreads({ forget }: ThreadsCommandOptions, context: CommandContext): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const memory = await openThreads(library.folder);
  try {
    const threads = await memory.threads();
    if (forget !== undefined) {
      if (!threads.some(({ threadId }) => threadId === forget)) {
        throw new AskreelError('BAD_ARGUMENT', `There is no conversation "${forget}".`, {
          hint: 'askreel threads lists them.',
        });
      }
      await memory.forget(forget);
      if (context.options.json) context.printJson({ forgotten: forget });
      else context.print(`forgotten ${plainLine(forget)}`);
      return exitCodes.ok;
    }
    if (context.options.json) context.printJson({ threads });
    else if (threads.length === 0) context.note('No conversations. Begin one: askreel chat --thread <name>');
    for (const { threadId, turns, lastUsed } of context.options.json ? [] : threads) {
      const when = lastUsed.slice(0, 16).replace('T', ' ');
      context.print(`${plainLine(threadId)}  ${context.terminal.colours.dim(`${turns} question(s), ${when} UTC`)}`);
    }
    return exitCodes.ok;
  } finally {
    memory.close();
  }
}
