import { plainLine } from '../../../domain/plain-line.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AskreelError } from '../../../domain/coded-error.js';
import type { TimeSpan } from '../../../domain/time-span.js';
import { formatSpan, parseTimestamp } from '../../../domain/timestamp.js';
import { pathInWords } from '../../../tools/place-words.js';
import { locateThings, type LocatedThing } from '../../api/locate-things.js';
import { safeFileName } from '../../export/safe-file-name.js';
import type { VideoLibrary } from '../../video-library.js';
import type { CommandContext } from '../command-context.js';
import type { WhereCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { StatusLine } from '../status-line.js';

/** Pictures of each thing: shortly after its first box, in the middle, shortly before its last. */
const pictureMoments = [0.1, 0.5, 0.9];
const pictureWidth = 640;

/** `askreel where <description>`: where in the frame something is, in words, and as pictures with `--export`. */
export async function runWhere(
  description: string,
  options: WhereCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const span = readSpan(options);
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  status.show('looking frame by frame …');
  const things = await locateThings(library, description, {
    signal: context.signal,
    ...(options.video !== undefined && { video: options.video }),
    ...(options.limit !== undefined && { limit: options.limit }),
    ...(span && { span }),
  }).finally(() => status.clear());
  const pictures = options.export === undefined ? [] : await exportPictures(library, things, options.export, context);
  if (context.options.json) {
    context.printJson({ description, things, ...(options.export !== undefined && { pictures }) });
  } else if (things.length === 0) {
    context.print(`"${plainLine(description)}" was not found in the picture.`);
  } else {
    for (const thing of things) context.print(renderThing(thing, context));
    for (const picture of pictures) context.note(`written: ${picture}`);
  }
  return things.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
}

function readSpan({ from, to, video }: WhereCommandOptions): TimeSpan | undefined {
  if (from === undefined && to === undefined) return undefined;
  const startSeconds = from === undefined ? 0 : parseTimestamp(from);
  const endSeconds = to === undefined ? Number.MAX_SAFE_INTEGER : parseTimestamp(to);
  if (startSeconds !== undefined && endSeconds !== undefined && video !== undefined)
    return { startSeconds, endSeconds };
  throw new AskreelError('BAD_ARGUMENT', '--from and --to are times in the video that --video names.', {
    hint: 'For instance: --video "my trip" --from 0:05 --to 0:12.',
  });
}

/** Writes a few pictures of each thing with its box drawn. Gives their paths. */
async function exportPictures(
  library: VideoLibrary,
  things: readonly LocatedThing[],
  folder: string,
  context: CommandContext,
): Promise<string[]> {
  const media = await library.media();
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [index, { boxes, videoPath, videoTitle }] of things.entries()) {
    const moments = new Set(pictureMoments.map((share) => Math.round(share * (boxes.length - 1))));
    for (const moment of moments) {
      const item = boxes[moment];
      if (!item) continue;
      const { timeSeconds, box } = item;
      const picture = await media.makeThumbnail(videoPath, timeSeconds, {
        width: pictureWidth,
        boxes: [box],
        signal: context.signal,
      });
      const name = `${String(index + 1)}-${safeFileName(videoTitle)}-${timeSeconds.toFixed(2)}s.jpg`;
      await writeFile(join(folder, name), picture);
      paths.push(join(folder, name));
    }
  }
  return paths;
}

function renderThing(thing: LocatedThing, { terminal }: CommandContext): string {
  const { colours } = terminal;
  const place = plainLine(`${thing.videoTitle} ${formatSpan(thing.span, true)}`);
  const link = terminal.linkToMoment(place, thing.videoPath, thing.span);
  const score = thing.approximate ? '    ~' : `${Math.round(thing.score * 100)} %`.padStart(5);
  const action = thing.action ? ` [${thing.action.label}]` : '';
  const words = `${thing.description}${action} ${pathInWords(thing.boxes)}`;
  return `${colours.dim(score)}  ${colours.cyan(link)}  ${plainLine(words)}`;
}
