import { AskreelError } from '../../../domain/coded-error.js';
import type { Cut } from '../../../domain/cut-lists/cut-list.js';
import { formatSpan } from '../../../domain/timestamp.js';
import type { Video } from '../../../domain/video.js';
import { openLibrary } from '../../../library/open-library.js';
import { createMedia } from '../../../media/create-media.js';
import { locateMediaTools } from '../../../media/locate-media-tools.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { ClipCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { prepareExport } from '../prepare-export.js';
import { readPlaces, type NamedPlace } from '../read-places.js';

/** `askreel clip <video> <start> <end>`. Reads the catalog alone, so that no model is loaded. */
export async function runClip(
  words: readonly string[],
  { out = './', force = false }: ClipCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const places = readPlaces(words);
  const finish = await prepareExport({ export: out, force }, context);
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const ids = resolveVideoIds(
    library,
    places.map(({ video }) => video),
  );
  const videos = new Map(library.videos().map((video) => [video.id, video]));
  const cuts = places.flatMap((place, index) => {
    const video = videos.get(ids[index] ?? '');
    return video ? [cutOf(place, video)] : [];
  });
  const media = async (): Promise<ReturnType<typeof createMedia>> =>
    createMedia(await locateMediaTools(context.settings));
  const clips = cuts.map(({ videoId, videoTitle, span }) => ({ videoId, videoTitle, ...span }));
  await finish({ media }, { clips }, { title: 'clips', cuts });
  return exitCodes.ok;
}

/** The stretch, which may not begin behind the video's end; one that reaches beyond it ends there. */
function cutOf({ span }: NamedPlace, { id, title, path, durationSeconds }: Video): Cut {
  if (span.startSeconds >= durationSeconds) {
    throw new AskreelError('BAD_ARGUMENT', `"${title}" has nothing at ${formatSpan(span, true)}.`, {
      hint: `It is ${durationSeconds.toFixed(1)} s long.`,
    });
  }
  const inside = { ...span, endSeconds: Math.min(span.endSeconds, durationSeconds) };
  return { videoId: id, videoTitle: title, videoPath: path, span: inside, label: formatSpan(inside, true) };
}
