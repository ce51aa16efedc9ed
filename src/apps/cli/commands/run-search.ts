import { AskreelError } from '../../../domain/coded-error.js';
import { cutsOfMoments } from '../../../domain/cut-lists/make-cuts.js';
import { plainLine } from '../../../domain/plain-line.js';
import { formatSpan, parseTimestamp } from '../../../domain/timestamp.js';
import type { Moment } from '../../../domain/moment.js';
import { searchAlike, type LikenessExample } from '../../api/search-alike.js';
import { searchMoments } from '../../api/search-moments.js';
import type { CommandContext } from '../command-context.js';
import type { SearchCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { prepareExport } from '../prepare-export.js';
import type { Terminal } from '../terminal.js';

/** `askreel search <description>`, `askreel search --image <file>` and `askreel search --like <video@time>`. */
export async function runSearch(
  description: string | undefined,
  options: SearchCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const wanted = readWanted(description, options);
  const finish = await prepareExport(options, context);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const narrowed = {
    signal: context.signal,
    ...(options.limit !== undefined && { limit: options.limit }),
    ...(options.video && { videos: options.video }),
  };
  const result =
    'description' in wanted
      ? await searchMoments(library, wanted.description, { ...narrowed, precise: true })
      : await searchAlike(library, wanted, narrowed);
  const found = result.verdict === 'found';
  const what = description ?? options.image ?? options.like ?? '';
  if (found && !context.options.json) {
    for (const moment of result.moments) context.print(renderMoment(moment, context.terminal));
  } else if (!context.options.json) {
    context.print(`Nothing in the library matches "${plainLine(what)}".`);
    if (result.unknownWords.length > 0) {
      context.note(`The model pack does not know: ${plainLine(result.unknownWords.join(', '))}.`);
    }
    if (result.nearest.length > 0) context.note('Nearest, though they do not match:');
    for (const moment of result.nearest) context.note(renderMoment(moment, context.terminal));
  }
  await finish(library, { ...wanted, ...result }, cutsOfMoments(what, result.moments));
  return found ? exitCodes.ok : exitCodes.nothingFound;
}

/** One of the three ways to say what is wanted. Throws `BAD_ARGUMENT` for none, or several. */
function readWanted(
  description: string | undefined,
  { image, like }: SearchCommandOptions,
): { readonly description: string } | LikenessExample {
  const given = [description, image, like].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new AskreelError('BAD_ARGUMENT', 'A search needs a description, or --image, or --like: one of them.', {
      hint: 'For instance: askreel search "a red dog", or askreel search --image photo.jpg.',
    });
  }
  if (description !== undefined) return { description };
  if (image !== undefined) return { image };
  const [, video = '', time = ''] = /^(.+)@([^@]+)$/.exec(like ?? '') ?? [];
  const timeSeconds = parseTimestamp(time);
  if (timeSeconds !== undefined) return { video, timeSeconds };
  throw new AskreelError('BAD_ARGUMENT', `"${like}" is not a video and a time.`, {
    hint: 'Write them as in --like "my trip@1:05".',
  });
}

function renderMoment(moment: Moment, terminal: Terminal): string {
  const { colours } = terminal;
  const place = plainLine(`${moment.videoTitle} ${formatSpan(moment.span)}`);
  const words = moment.caption ?? moment.evidence.find((evidence) => evidence.kind === 'transcript')?.text ?? '';
  const focus = moment.focus ? colours.dim(`  at ${formatSpan(moment.focus, true)}`) : '';
  const score = `${Math.round(moment.score * 100)} %`.padStart(5);
  const link = terminal.linkToMoment(place, moment.videoPath, moment.span);
  return `${colours.dim(score)}  ${colours.cyan(link)}${focus}  ${plainLine(words)}`.trimEnd();
}
