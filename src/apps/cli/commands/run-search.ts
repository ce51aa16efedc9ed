import { formatSpan } from '../../../domain/timestamp.js';
import type { Moment } from '../../../domain/moment.js';
import { searchMoments } from '../../api/search-moments.js';
import type { CommandContext } from '../command-context.js';
import type { SearchCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { printableText } from '../printable-text.js';
import type { Terminal } from '../terminal.js';

/** `askreel search <description>`. */
export async function runSearch(
  description: string,
  options: SearchCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const result = await searchMoments(library, description, {
    signal: context.signal,
    ...(options.limit !== undefined && { limit: options.limit }),
    ...(options.video && { videos: options.video }),
  });
  const found = result.verdict === 'found';
  if (context.options.json) context.printJson({ description, ...result });
  else if (found) for (const moment of result.moments) context.print(renderMoment(moment, context.terminal));
  else {
    context.print(`Nothing in the library matches "${printableText(description)}".`);
    if (result.unknownWords.length > 0) {
      context.note(`The model pack does not know: ${printableText(result.unknownWords.join(', '))}.`);
    }
    if (result.nearest.length > 0) context.note('Nearest, though they do not match:');
    for (const moment of result.nearest) context.note(renderMoment(moment, context.terminal));
  }
  return found ? exitCodes.ok : exitCodes.nothingFound;
}

function renderMoment(moment: Moment, terminal: Terminal): string {
  const { colours } = terminal;
  const place = printableText(`${moment.videoTitle} ${formatSpan(moment.span)}`);
  const words = moment.caption ?? moment.evidence.find((evidence) => evidence.kind === 'transcript')?.text ?? '';
  const score = `${Math.round(moment.score * 100)} %`.padStart(5);
  const link = terminal.linkToMoment(place, moment.videoPath, moment.span);
  return `${colours.dim(score)}  ${colours.cyan(link)}  ${printableText(words).replaceAll('\n', ' ')}`.trimEnd();
}
