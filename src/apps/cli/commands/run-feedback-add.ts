import { AskreelError } from '../../../domain/coded-error.js';
import { parseTimestamp } from '../../../domain/timestamp.js';
import { recordFeedback } from '../../api/feedback.js';
import type { CommandContext } from '../command-context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { renderFeedback } from '../render-feedback.js';

/** A thumb as it was typed. */
export interface TypedThumb {
  readonly verdict: string;
  readonly query: string;
  readonly video: string;
  readonly from: string;
  readonly to: string;
}

/** `askreel feedback add up|down <query> <video> <from> <to>`. */
export async function runFeedbackAdd(thumb: TypedThumb, context: CommandContext): Promise<ExitCode> {
  const { verdict, query, video } = thumb;
  if (verdict !== 'up' && verdict !== 'down') {
    throw new AskreelError('BAD_ARGUMENT', `"${verdict}" is no verdict.`, { hint: 'It is up or down.' });
  }
  const span = { startSeconds: readTime(thumb.from), endSeconds: readTime(thumb.to) };
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const { signal } = context;
  const kept = await recordFeedback(library, { kind: 'moment', verdict, query, video, span }, { signal });
  if (context.options.json) context.printJson(kept);
  else context.print(renderFeedback(kept, context.terminal));
  if (kept.kind === 'moment' && !kept.ranked) {
    context.note('The search for this does not come upon that moment: it is kept, but cannot teach the ranking.');
  }
  return exitCodes.ok;
}

function readTime(text: string): number {
  const seconds = parseTimestamp(text);
  if (seconds !== undefined) return seconds;
  throw new AskreelError('BAD_ARGUMENT', `"${text}" is no time.`, { hint: 'Write seconds, or m:ss, as in 1:05.' });
}
