import { plainLine } from '../../domain/plain-line.js';
import { openLibrary } from '../api/open-library.js';
import type { VideoLibrary } from '../video-library.js';
import type { CommandContext } from './command-context.js';

/** Opens the library that a command line names, with the model pack that it names. */
export async function openLibraryForCommand(
  context: CommandContext,
  access: { readonly readOnly: boolean },
): Promise<VideoLibrary> {
  const { library, pack } = context.options;
  const { providers } = context.settings;
  return openLibrary(library, {
    ...(pack !== undefined && { pack }),
    ...(providers !== undefined && { providers }),
    readOnly: access.readOnly,
    onWarning: (warning) => context.note(`warning: ${plainLine(warning)}`),
  });
}
