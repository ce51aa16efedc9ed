import { FeedbackFile } from '../../../library/feedback-file.js';
import { openLibrary } from '../../../library/open-library.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { FeedbackListOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { renderFeedback } from '../render-feedback.js';

/** `askreel feedback list`. Loads no model. */
// eslint-disable-next-line @typescript-eslint/require-await -- every command is asynchronous
export async function runFeedbackList(
  { limit = 20, offset = 0 }: FeedbackListOptions,
  context: CommandContext,
): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const page = new FeedbackFile(library.folder).list({ limit, offset });
  if (context.options.json) {
    context.printJson(page);
    return exitCodes.ok;
  }
  for (const feedback of page.feedback) context.print(renderFeedback(feedback, context.terminal));
  const { total } = page;
  context.note(
    total === 0
      ? 'No feedback yet. Give some: askreel feedback add up <query> <video> <from> <to>'
      : context.terminal.noteColours.dim(`${page.feedback.length} of ${total}`),
  );
  return exitCodes.ok;
}
