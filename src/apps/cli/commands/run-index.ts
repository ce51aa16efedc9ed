import { basename } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import type { IndexingEvent } from '../../../indexing/contracts.js';
import { indexVideos } from '../../api/index-videos.js';
import { isStreamAddress } from '../../../media/live/stream-address.js';
import { openaiAddress } from '../../openai-transcriber.js';
import type { CommandContext } from '../command-context.js';
import type { StreamCommandOptions } from '../command-options.js';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.js';
import { IndexingProgress } from '../indexing-progress.js';
import { openLibraryForCommand } from '../open-library-for-command.js';

/** `askreel index <paths…>`. */
export async function runIndex(
  paths: readonly string[],
  options: StreamCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { transcribe, language } = options;
  if (transcribe === undefined && language !== undefined) {
    throw new AskreelError('BAD_ARGUMENT', '--language is the language that --transcribe hears.', {
      hint: 'Add --transcribe, or leave --language out.',
    });
  }
  const streams = paths.filter(isStreamAddress);
  if (streams.length > 0) {
    if (streams.length === paths.length) return (await import('./run-record.js')).runRecord(streams, options, context);
    throw new AskreelError('BAD_ARGUMENT', 'Live streams and files are not indexed in one run.', {
      hint: 'Index the files first: a stream goes on until Ctrl-C.',
    });
  }
  refuseStreamOptions(options);
  await using library = await openLibraryForCommand(context, { readOnly: false });
  const progress = new IndexingProgress(context);
  const onEvent = context.options.json
    ? (event: IndexingEvent) => context.printJsonLine(event)
    : (event: IndexingEvent) => progress.show(event);
  if (transcribe?.startsWith('openai')) {
    const address = context.settings.openaiBaseUrl ?? openaiAddress;
    context.note(`Sent to ${address}: the stretches of sound that hold speech; no pictures, no file names.`);
  }
  const report = await indexVideos(library, paths, {
    signal: context.signal,
    onEvent,
    ...(transcribe !== undefined && { transcribe }),
    ...(language !== undefined && { language }),
  });
  const { indexed, transcribed = 0, skipped, moved, failed, stoppedBy } = report;
  if (!context.options.json) {
    const parts = [
      `${indexed} indexed`,
      ...(transcribed > 0 ? [`${transcribed} transcribed`] : []),
      ...(skipped > 0 ? [`${skipped} unchanged`] : []),
      ...(moved > 0 ? [`${moved} moved`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
    ];
    context.print(`${parts.join(', ')} · ${library.library.videos().length} video(s) in ${library.library.folder}`);
    if (indexed > 0) context.note(`Now ask: askreel ask "what happens in ${exampleTitle(library.library.videos())}?"`);
  }
  if (stoppedBy !== undefined) return exitCodeOf(stoppedBy);
  if (failed === 0) return exitCodes.ok;
  return indexed + transcribed + skipped + moved > 0 ? exitCodes.someFilesFailed : exitCodes.failed;
}

function refuseStreamOptions({ name, for: duration, keep, keepSize, segment }: StreamCommandOptions): void {
  const given = Object.entries({
    '--name': name,
    '--for': duration,
    '--keep': keep,
    '--keep-size': keepSize,
    '--segment': segment,
  });
  const first = given.find(([, value]) => value !== undefined)?.[0];
  if (first === undefined) return;
  throw new AskreelError('BAD_ARGUMENT', `${first} is for live streams.`, {
    hint: 'Leave it out for files and folders.',
  });
}

function exampleTitle(videos: readonly { readonly title: string; readonly path: string }[]): string {
  const last = videos.at(-1);
  return last ? plainLine(last.title || basename(last.path)) : 'the video';
}
