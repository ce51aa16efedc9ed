import { plainLine } from '../../../domain/plain-line.js';
import { formatTimestamp } from '../../../domain/timestamp.js';
import { openLibrary } from '../../../library/open-library.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';

/** `askreel videos`. Reads the catalog alone, so that no model is loaded. */
// eslint-disable-next-line @typescript-eslint/require-await -- every command is asynchronous
export async function runVideos(context: CommandContext): Promise<ExitCode> {
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const videos = library.videos();
  if (context.options.json) {
    context.printJson({ library: library.folder, space: library.space, videos });
    return exitCodes.ok;
  }
  const { colours } = context.terminal;
  const titles = videos.map((video) => plainLine(video.title));
  const widest = Math.min(40, Math.max(0, ...titles.map((title) => title.length)));
  for (const [index, video] of videos.entries()) {
    const title = (titles[index] ?? '').padEnd(widest);
    const length = formatTimestamp(video.durationSeconds).padStart(7);
    const remarks = [
      video.familiarity === 'unfamiliar' ? 'unfamiliar footage: no captions, no actions' : '',
      video.warnings.length > 0 ? `${video.warnings.length} warning(s)` : '',
    ].filter(Boolean);
    const tail = [video.id, ...remarks].join('  ');
    context.print(`${title}  ${length}  ${video.width}×${video.height}  ${colours.dim(tail)}`);
  }
  context.note(colours.dim(`${videos.length} video(s) in ${library.folder}`));
  return exitCodes.ok;
}
