import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import { FeedbackFile } from '../../../library/feedback-file.js';
import { openLibrary } from '../../../library/open-library.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel feedback forget <id>`. Loads no model. */
// eslint-disable-next-line @typescript-eslint/require-await -- every command is asynchronous
export async function runFeedbackForget(id: string, context: CommandContext): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const known = /^\d{1,15}$/.test(id) && new FeedbackFile(library.folder).remove(Number(id));
  if (!known) {
    throw new AskreelError('BAD_ARGUMENT', `There is no feedback "${plainLine(id)}".`, {
      hint: 'askreel feedback list shows the numbers.',
    });
  }
  if (context.options.json) context.printJson({ forgotten: Number(id) });
  else context.print(`forgotten ${id}`);
  return exitCodes.ok;
}
