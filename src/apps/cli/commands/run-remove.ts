import { plainLine } from '../../../domain/plain-line.js';
import { openLibrary } from '../../../library/open-library.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel remove <videos…>`. Either all the videos are removed or, when one of them is unknown, none. */
// eslint-disable-next-line @typescript-eslint/require-await -- every command is asynchronous
export async function runRemove(references: readonly string[], context: CommandContext): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { create: false });
  const ids = new Set(resolveVideoIds(library, references));
  const removed = library.videos().filter((video) => ids.has(video.id));
  for (const { id } of removed) library.remove(id);
  if (context.options.json) context.printJson({ removed: removed.map(({ id, title, path }) => ({ id, title, path })) });
  else for (const { title } of removed) context.print(`removed ${plainLine(title)}`);
  return exitCodes.ok;
}
