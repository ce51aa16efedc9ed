import { extname } from 'node:path';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { VideoSummary } from '../../domain/summary/video-summary.js';
import { requireFolderOf } from '../export/export-target.js';
import { planSummaryFiles, type SummaryFormat } from '../export/plan-summary-files.js';
import { refuseExisting, writeWholeFiles } from '../export/write-whole-files.js';
import type { VideoLibrary } from '../video-library.js';
import type { ExportCutsOptions } from './export-cuts.js';

/** What {@link exportSummary} wrote. */
export interface SummaryExportReport {
  readonly format: SummaryFormat;
  /** Absolute paths; of Markdown the page first, then its pictures. */
  readonly files: readonly string[];
}

const formats: Readonly<Record<string, SummaryFormat>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.vtt': 'webvtt',
  '.txt': 'text',
  '.json': 'json',
};

/**
 * Writes a summary as what the path's ending says: a Markdown page with a folder of pictures beside it (`.md`), WebVTT
 * chapters for players (`.vtt`), chapters as video sites read them (`.txt`: `0:00 Title`), or JSON (`.json`). Nothing half-written is
 * left behind.
 *
 * Throws `BAD_ARGUMENT` (another ending, a folder that is missing, a file that is there already), `OUTPUT_UNWRITABLE`,
 * `DISK_FULL`, `ABORTED`, and for pictures `VIDEO_NOT_FOUND` and its like, `FFMPEG_MISSING`, `FFMPEG_FAILED`.
 */
export async function exportSummary(
  library: Pick<VideoLibrary, 'media'>,
  summary: VideoSummary,
  path: string,
  { force = false, signal, onProgress = () => undefined }: ExportCutsOptions = {},
): Promise<SummaryExportReport> {
  const target = await readSummaryTarget(path, force);
  throwIfAborted(signal);
  const files = planSummaryFiles(summary, target, {
    media: () => library.media(),
    onProgress,
    ...(signal && { signal }),
  });
  await writeWholeFiles(files, force);
  return { format: target.format, files: files.map((file) => file.path) };
}

/** What a path asks for; looked at before the work begins. Throws `BAD_ARGUMENT` like {@link exportSummary}. */
export async function readSummaryTarget(
  path: string,
  force: boolean,
): Promise<{ readonly format: SummaryFormat; readonly path: string }> {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) {
    throw new AskreelError('BAD_ARGUMENT', `It is not clear as what to write the summary "${path}".`, {
      hint: `Let the name end in ${Object.keys(formats).join(', ')}.`,
    });
  }
  const absolute = await requireFolderOf(path);
  if (!force) await refuseExisting(absolute);
  return { format, path: absolute };
}
