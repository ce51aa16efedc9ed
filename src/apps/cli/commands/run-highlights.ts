import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { spanSeconds } from '../../../domain/time-span.js';
import { formatSpan } from '../../../domain/timestamp.js';
import type { Highlights } from '../../../retrieval/contracts.js';
import { findHighlights } from '../../api/find-highlights.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import type { CommandContext } from '../command-context.js';
import type { HighlightsCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { printableText } from '../printable-text.js';
import { StatusLine } from '../status-line.js';

/** `askreel highlights <video> [description]`: the best stretches of a video, and a file that shows one after another. */
export async function runHighlights(
  reference: string,
  description: string | undefined,
  options: HighlightsCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const output = options.export === undefined ? undefined : await newFile(options.export);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const { signal } = context;
  const highlights = await findHighlights(library, reference, {
    signal,
    ...(description !== undefined && { description }),
    ...(options.seconds !== undefined && { seconds: options.seconds }),
  });
  const [videoId = ''] = resolveVideoIds(library.library, [reference]);
  const video = library.library.videos().find(({ id }) => id === videoId);
  const { stretches } = highlights;
  if (output !== undefined && video && stretches.length > 0) {
    const status = new StatusLine(context.terminal, context.options.quiet === true);
    status.show(`cutting ${wordStretches(stretches)}`);
    const media = await library.media();
    await media.cutReel(video.path, stretches, output, { signal }).finally(() => status.clear());
  }
  const title = video?.title ?? reference;
  if (context.options.json) {
    const saliency = [...highlights.saliency].map((value) => Number(value.toFixed(4)));
    const { clipSeconds } = highlights;
    context.printJson({ video: title, description, stretches, clipSeconds, saliency, ...(output && { file: output }) });
  } else {
    for (const span of stretches) {
      const place = printableText(`${title} ${formatSpan(span, true)}`);
      const link = video ? context.terminal.linkToMoment(place, video.path, span) : place;
      const { colours } = context.terminal;
      context.print(`${colours.dim(`${Math.round(span.saliency * 100)} %`.padStart(5))}  ${colours.cyan(link)}`);
    }
    if (output !== undefined && stretches.length > 0) context.note(`${wordStretches(stretches)} in ${output}.`);
    if (stretches.length === 0) context.print(`"${printableText(title)}" has no highlights.`);
  }
  return stretches.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
}

function wordStretches(stretches: Highlights['stretches']): string {
  const seconds = stretches.reduce((sum, span) => sum + spanSeconds(span), 0);
  return `${stretches.length} ${stretches.length === 1 ? 'stretch' : 'stretches'}, ${seconds.toFixed(1)} s`;
}

/** The absolute path of a file that is not there yet. Throws `BAD_ARGUMENT`. */
async function newFile(path: string): Promise<string> {
  const output = resolve(path);
  const exists = await access(output).then(
    () => true,
    () => false,
  );
  if (!exists) return output;
  throw new AskreelError('BAD_ARGUMENT', `${output} is there already.`, {
    hint: 'Name another file with --export, or remove that one first.',
  });
}
