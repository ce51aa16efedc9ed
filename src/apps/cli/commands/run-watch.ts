import { AskreelError } from '../../../domain/coded-error.js';
import type { WatchEvent } from '../../../indexing/watching/contracts.js';
import { watchFolders } from '../../api/watch-folders.js';
import type { CommandContext } from '../command-context.js';
import type { WatchCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { WatchProgress } from '../watch-progress.js';

/** `askreel watch <folders…>`: keeps the library equal to folders until Ctrl-C, or once. */
export async function runWatch(
  folders: readonly string[],
  { once, every, transcribe, language }: WatchCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (transcribe === undefined && language !== undefined) {
    throw new AskreelError('BAD_ARGUMENT', '--language is the language that --transcribe hears.', {
      hint: 'Add --transcribe, or leave --language out.',
    });
  }
  await using library = await openLibraryForCommand(context, { readOnly: false });
  // Without ffmpeg nothing could be indexed: better to say so at once than at the first video.
  await library.media();
  const progress = new WatchProgress(context);
  let [failed, heldUp] = [false, false];
  const onEvent = (event: WatchEvent): void => {
    failed ||= event.type === 'video-failed';
    heldUp ||= event.type === 'held-up';
    if (context.options.json) context.printJsonLine(event);
    else progress.show(event);
  };
  await watchFolders(library, folders, {
    onEvent,
    signal: context.signal,
    ...(once && { once }),
    ...(every !== undefined && { everyMs: every * 1000 }),
    ...(transcribe !== undefined && { transcribe }),
    ...(language !== undefined && { language }),
  });
  if (heldUp) return exitCodes.failed;
  return failed ? exitCodes.someFilesFailed : exitCodes.ok;
}
