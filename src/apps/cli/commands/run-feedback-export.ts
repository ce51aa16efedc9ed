import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { FeedbackFile } from '../../../library/feedback-file.js';
import { openLibrary } from '../../../library/open-library.js';
import { exportFeedback } from '../../export/export-feedback.js';
import { writeWholeFiles } from '../../export/write-whole-files.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { FeedbackExportOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { terminalJson } from '../terminal-json.js';

/** `askreel feedback export`. Loads no model. Throws `NOTHING_TO_EXPORT` where the file would say nothing. */
export async function runFeedbackExport(
  { format, out, force = false }: FeedbackExportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const feedback = new FeedbackFile(library.folder).all();
  const text = exportFeedback(feedback, format);
  if (feedback.length === 0 || text === '') {
    throw new AskreelError(
      'NOTHING_TO_EXPORT',
      `There ${feedback.length === 0 ? 'is no feedback' : 'are no pairs'} yet.`,
      {
        hint: 'A pair is a thumb up and a thumb down for the same query, or for answers to the same question.',
      },
    );
  }
  if (out !== undefined) {
    const path = resolve(out);
    await writeWholeFiles([{ path, write: (temporary) => writeFile(temporary, text) }], force);
    if (context.options.json) context.printJson({ path, format, feedback: feedback.length });
    else context.note(`${feedback.length} judged; written to ${path}`);
  } else if (context.terminal.showsResultsLive && format !== 'csv') {
    // JSON reads back the same with what a terminal must not see written as \uXXXX.
    const lines = format === 'json' ? [text] : text.trimEnd().split('\n');
    for (const line of lines) context.print(terminalJson(JSON.parse(line), format === 'json' ? 2 : undefined));
  } else {
    context.terminal.write(text);
  }
  return exitCodes.ok;
}
