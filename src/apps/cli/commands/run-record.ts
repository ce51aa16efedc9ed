import { basename } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import type { IndexingEvent } from '../../../indexing/contracts.js';
import type { StreamEvent } from '../../../indexing/live/contracts.js';
import { recordStreams } from '../../api/record-streams.js';
import type { CommandContext } from '../command-context.js';
import type { StreamCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { IndexingProgress } from '../indexing-progress.js';
import { openLibraryForCommand } from '../open-library-for-command.js';

/** `askreel index <addresses…>`: records live streams and indexes their segments, until Ctrl-C or for a time. */
export async function runRecord(
  addresses: readonly string[],
  options: StreamCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (context.settings.offline) {
    throw new AskreelError('NETWORK_OFF', 'Live streams come over the network, which ASKREEL_OFFLINE turns off.', {
      hint: 'Unset it for this command.',
    });
  }
  if (options.name !== undefined && addresses.length > 1) {
    throw new AskreelError('BAD_ARGUMENT', '--name names one stream.', { hint: 'Leave it out for several.' });
  }
  await using library = await openLibraryForCommand(context, { readOnly: false });
  const progress = new IndexingProgress(context);
  let [recorded, failed] = [0, 0];
  const { name, for: forMs, keep: keepMs, keepSize: keepBytes, segment, transcribe, language } = options;
  await recordStreams(library, addresses, {
    signal: context.signal,
    onEvent: (event) => {
      if (event.type === 'segment-recorded') recorded += 1;
      if (event.type === 'video-failed') failed += 1;
      if (context.options.json) context.printJsonLine(event);
      else if (isIndexing(event)) progress.show(event);
      else context.note(plainLine(describe(event)));
    },
    ...(name !== undefined && { name }),
    ...(forMs !== undefined && { forMs }),
    ...(keepMs !== undefined && { keepMs }),
    ...(keepBytes !== undefined && { keepBytes }),
    ...(segment !== undefined && { segmentSeconds: segment / 1000 }),
    ...(transcribe !== undefined && { transcribe }),
    ...(language !== undefined && { language }),
  });
  if (!context.options.json) context.print(`${recorded} segment(s) recorded, ${recorded - failed} indexed`);
  return failed > 0 ? exitCodes.someFilesFailed : exitCodes.ok;
}

type OwnEvent = Extract<
  StreamEvent,
  { type: 'stream-connecting' | 'segment-recorded' | 'segment-removed' | 'stream-broken' | 'stream-ended' }
>;

function isIndexing(event: StreamEvent | IndexingEvent): event is IndexingEvent {
  return !event.type.startsWith('stream-') && !event.type.startsWith('segment-');
}

function describe(event: OwnEvent): string {
  switch (event.type) {
    case 'stream-connecting':
      return `${event.stream}: connecting to ${event.address}`;
    case 'segment-recorded':
      return `${event.stream}: recorded ${basename(event.path)}`;
    case 'segment-removed':
      return `${event.stream}: removed ${basename(event.path)}`;
    case 'stream-broken': {
      const why = event.reason === undefined ? '' : ` (${event.reason})`;
      return `${event.stream}: broken off${why}; again in ${Math.max(1, Math.round(event.pauseMs / 1000))} s`;
    }
    case 'stream-ended':
      return `${event.stream}: ended`;
  }
}
