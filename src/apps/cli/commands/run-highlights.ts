import { cutsOfStretches } from '../../../domain/cut-lists/make-cuts.js';
import { plainLine } from '../../../domain/plain-line.js';
import { formatSpan } from '../../../domain/timestamp.js';
import { findHighlights } from '../../api/find-highlights.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import type { CommandContext } from '../command-context.js';
import type { HighlightsCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { prepareExport } from '../prepare-export.js';

/** `askreel highlights <video> [description]`: the best stretches of a video, and a file of them. */
export async function runHighlights(
  reference: string,
  description: string | undefined,
  options: HighlightsCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const finish = await prepareExport(options, context);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const highlights = await findHighlights(library, reference, {
    signal: context.signal,
    ...(description !== undefined && { description }),
    ...(options.seconds !== undefined && { seconds: options.seconds }),
  });
  const [videoId = ''] = resolveVideoIds(library.library, [reference]);
  const video = library.library.videos().find(({ id }) => id === videoId);
  const { stretches, clipSeconds } = highlights;
  const title = video?.title ?? reference;
  if (!context.options.json) {
    for (const span of stretches) {
      const place = plainLine(`${title} ${formatSpan(span, true)}`);
      const link = video ? context.terminal.linkToMoment(place, video.path, span) : place;
      const { colours } = context.terminal;
      context.print(`${colours.dim(`${Math.round(span.saliency * 100)} %`.padStart(5))}  ${colours.cyan(link)}`);
    }
    if (stretches.length === 0) context.print(`"${plainLine(title)}" has no highlights.`);
  }
  const saliency = [...highlights.saliency].map((value) => Number(value.toFixed(4)));
  const found = { video: title, description, stretches, clipSeconds, saliency };
  const cuts = cutsOfStretches(video ?? { id: videoId, title, path: '' }, description ?? 'highlights', stretches);
  await finish(library, found, cuts);
  return stretches.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
}
