import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import type { TimeSpan } from '../../../domain/time-span.js';
import { formatSpan, parseTimestamp } from '../../../domain/timestamp.js';
import type { LocatedActions } from '../../../retrieval/contracts.js';
import { locateActions } from '../../api/locate-actions.js';
import type { CommandContext } from '../command-context.js';
import type { ActionsCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { progressBar } from '../progress-bar.js';
import { StatusLine } from '../status-line.js';

/** `askreel actions <video>`: when actions happen in it, and how its shots move. */
export async function runActions(
  reference: string,
  options: ActionsCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const span = readSpan(options);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  const located = await locateActions(library, reference, {
    signal: context.signal,
    onProgress: (done, total) => status.show(`${progressBar(total > 0 ? done / total : 0)}  windows ${done}/${total}`),
    ...(options.action && { actions: options.action }),
    ...(options.limit !== undefined && { limit: options.limit }),
    ...(span && { span }),
  }).finally(() => status.clear());
  const video = library.library.findVideo(reference);
  if (!video) throw new Error('The video is gone.');
  if (context.options.json) {
    const { id, title, path } = video;
    context.printJson({ video: { id, title, path }, ...located });
  } else {
    if (video.familiarity === 'unfamiliar') {
      context.note('Actions are held back: the footage does not look like what the model pack was trained on.');
    }
    show(located, video.path, context);
  }
  return located.actions.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
}

function show({ actions, windows, motion }: LocatedActions, path: string, context: CommandContext): void {
  const { colours, noteColours } = context.terminal;
  if (actions.length === 0) context.print('No such action was found.');
  const widest = Math.max(0, ...actions.map(({ label }) => label.length));
  const wordsOf = new Map(motion.map(({ shot, motion: { words } }) => [shot.index, words]));
  for (const { span, label, score, shotIndex } of actions) {
    const place = context.terminal.linkToMoment(formatSpan(span, true).padEnd(15), path, span);
    const share = `${Math.round(score * 100)} %`.padStart(5);
    const name = plainLine(label).padEnd(widest);
    const words = wordsOf.get(shotIndex) ?? '';
    context.print(`${colours.dim(share)}  ${colours.cyan(place)}  ${name}  ${colours.dim(words)}`.trimEnd());
  }
  const acting = new Set(actions.map(({ shotIndex }) => shotIndex));
  const others = motion.filter(({ shot, motion: { moving } }) => moving.length > 0 && !acting.has(shot.index));
  if (others.length > 0) context.note(noteColours.dim('Other shots in which something moves:'));
  for (const { shot, motion: of } of others) {
    context.note(noteColours.dim(`       ${formatSpan(shot.span, true).padEnd(15)}  ${of.words}`));
  }
  if (motion.length === 0) {
    context.note(noteColours.dim('Ends are rough: the video was indexed before its motion was kept. Index it again.'));
  }
  const { judged, gated } = windows;
  context.note(noteColours.dim(`${judged} window(s) looked at, ${gated} not needed by what moves.`));
}

/** The span that `--from` and `--to` name. Throws `BAD_ARGUMENT` for what is no time. */
function readSpan({ from, to }: ActionsCommandOptions): TimeSpan | undefined {
  if (from === undefined && to === undefined) return undefined;
  return {
    startSeconds: from === undefined ? 0 : readTime('--from', from),
    endSeconds: to === undefined ? Number.MAX_SAFE_INTEGER : readTime('--to', to),
  };
}

function readTime(option: string, text: string): number {
  const seconds = parseTimestamp(text);
  if (seconds !== undefined) return seconds;
  throw new AskreelError('BAD_ARGUMENT', `${option} "${text}" is not a time.`, {
    hint: 'Write seconds (12.5) or m:ss (1:05).',
  });
}
