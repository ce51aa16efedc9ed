import { AskreelError } from '../../../domain/coded-error.js';
import type { VideoEvent } from '../../../domain/events/video-event.js';
import { plainLine } from '../../../domain/plain-line.js';
import { formatSpan } from '../../../domain/timestamp.js';
import type { Video } from '../../../domain/video.js';
import { openLibrary } from '../../../library/open-library.js';
import { queryEvents } from '../../api/query-events.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { EventsCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { renderEvents } from '../render-events.js';

/** `askreel events <video>`: the memory of a video as a table. Models are loaded only for `--about`. */
export async function runEvents(
  reference: string,
  { about }: EventsCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (about !== undefined) return runEventsAbout(reference, about, context);
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const video = library.findVideo(reference);
  if (!video) {
    throw new AskreelError('VIDEO_UNKNOWN', `No video of the library, or more than one, is called "${reference}".`, {
      hint: 'See `askreel videos` for titles and ids.',
    });
  }
  const events = library.events(video.id);
  if (context.options.json) context.printJson({ video, events });
  else show(video, events, [], context);
  return events.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
}

async function runEventsAbout(reference: string, about: string, context: CommandContext): Promise<ExitCode> {
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const { signal } = context;
  const answer = await queryEvents(library, { measure: 'list', about, videos: [reference], signal });
  const { events, doubtful, count, perhaps, seconds } = answer;
  const isFound = count + perhaps > 0;
  if (context.options.json) {
    const bare = (matches: typeof events) =>
      matches.map(({ event, reason, likelihood }) => ({ ...event, reason, likelihood }));
    context.printJson({ about, count, perhaps, seconds, events: bare(events), doubtful: bare(doubtful) });
  } else {
    const [first] = [...events, ...doubtful];
    if (first)
      show(
        first.video,
        events.map(({ event }) => event),
        doubtful.map(({ event }) => event),
        context,
      );
    else context.print(`Nothing remembered there is "${plainLine(about)}".`);
  }
  return isFound ? exitCodes.ok : exitCodes.nothingFound;
}

function show(
  video: Video,
  events: readonly VideoEvent[],
  doubtful: readonly VideoEvent[],
  context: CommandContext,
): void {
  const { colours } = context.terminal;
  const timeOf = (event: VideoEvent): string =>
    context.terminal.linkToMoment(formatSpan(event.span, true), video.path, event.span);
  for (const line of renderEvents(events, timeOf)) context.print(line);
  if (doubtful.length > 0) context.print(colours.dim('perhaps:'));
  for (const line of renderEvents(doubtful, timeOf)) context.print(colours.dim(line));
  if (events.length + doubtful.length === 0 && video.familiarity === 'unfamiliar')
    context.note('Nothing is remembered of it: the footage does not look like what the model pack was trained on.');
  context.note(
    colours.dim(
      `${events.length} event(s)${doubtful.length > 0 ? `, perhaps ${events.length + doubtful.length}` : ''}`,
    ),
  );
}
