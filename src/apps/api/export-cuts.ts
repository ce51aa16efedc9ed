import { realpath } from 'node:fs/promises';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { Cut, CutList } from '../../domain/cut-lists/cut-list.js';
import { spanSeconds } from '../../domain/time-span.js';
import type { VideoLibrary } from '../video-library.js';
import { readExportTarget, type ExportFormat } from '../export/export-target.js';
import { planFiles } from '../export/plan-files.js';
import { writeWholeFiles } from '../export/write-whole-files.js';

/** How {@link exportCuts} writes. */
export interface ExportCutsOptions {
  /** Overwrite files that are there (default false). */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** What {@link exportCuts} wrote. */
export interface ExportReport {
  readonly format: ExportFormat;
  /** Absolute paths, in the list's order where there is one for each cut. */
  readonly files: readonly string[];
}

/** A cut that is an instant is shown for so long, in seconds. */
const instantSeconds = 1;

/**
 * Writes cuts (see `cutsOfMoments`, `cutsOfAnswer`, `cutsOfStretches`) as what the path's ending says: one film of all (`.mp4`),
 * a CMX 3600 edit list (`.edl`), a Final Cut Pro project (`.fcpxml`), WebVTT chapters (`.vtt`; one file for each video when
 * there are several), a table (`.csv`), JSON (`.json`), a storyboard picture (`.jpg`, `.png`), or a film of each (a folder,
 * ending in `/`). Nothing half-written is left behind.
 *
 * Throws `NOTHING_TO_EXPORT` for no cuts, `BAD_ARGUMENT` (another ending, a folder that is missing, a file that is there
 * already or is one of the videos themselves), `OUTPUT_UNWRITABLE`, `DISK_FULL`, `VIDEO_NOT_FOUND` and its like for the
 * videos, `FFMPEG_MISSING`, `FFMPEG_FAILED`, `ABORTED`.
 *
 * @example
 * const { moments } = await searchMoments(library, 'a red dog');
 * await exportCuts(library, cutsOfMoments('a red dog', moments), 'dog.edl');
 */
export async function exportCuts(
  library: Pick<VideoLibrary, 'media'>,
  list: CutList,
  path: string,
  { force = false, signal, onProgress = () => undefined }: ExportCutsOptions = {},
): Promise<ExportReport> {
  const target = await readExportTarget(path, force);
  if (list.cuts.length === 0) throw nothingToExport(path);
  const cuts = list.cuts.map(withLength);
  const files = planFiles({ ...list, cuts }, target, {
    media: () => library.media(),
    onProgress,
    ...(signal && { signal }),
  });
  await refuseSources(
    files.map((file) => file.path),
    cuts,
  );
  throwIfAborted(signal);
  await writeWholeFiles(files, force);
  return { format: target.format, files: files.map((file) => file.path) };
}

/** The error for no cuts. */
export function nothingToExport(path: string): AskreelError {
  return new AskreelError('NOTHING_TO_EXPORT', `Nothing was written to ${path}: no moments were found.`, {
    hint: 'Ask for something that the library shows, or name moments with `askreel clip`.',
  });
}

function withLength(cut: Cut): Cut {
  const { startSeconds } = cut.span;
  if (spanSeconds(cut.span) > 0) return cut;
  return { ...cut, span: { startSeconds, endSeconds: startSeconds + instantSeconds } };
}

/** Not even `force` overwrites a video of the library with a piece of it. */
async function refuseSources(outputs: readonly string[], cuts: readonly Cut[]): Promise<void> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => path);
  const sources = new Set(await Promise.all([...new Set(cuts.map(({ videoPath }) => videoPath))].map(real)));
  for (const output of outputs) {
    if (!sources.has(await real(output))) continue;
    throw new AskreelError('BAD_ARGUMENT', `${output} is the video that is cut from.`, { hint: 'Name another file.' });
  }
}
