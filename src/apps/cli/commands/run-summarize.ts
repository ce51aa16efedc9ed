import { plainLine } from '../../../domain/plain-line.js';
import type { VideoSummary } from '../../../domain/summary/video-summary.js';
import { openLibrary } from '../../../library/open-library.js';
import { createMedia } from '../../../media/create-media.js';
import { locateMediaTools } from '../../../media/locate-media-tools.js';
import { exportSummary, readSummaryTarget, type SummaryExportReport } from '../../api/export-summary.js';
import { summarizeVideo } from '../../api/summarize-video.js';
import { libraryFolder } from '../../locations.js';
import type { CommandContext } from '../command-context.js';
import type { SummarizeCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { progressBar } from '../progress-bar.js';
import { renderSummary } from '../render-summary.js';
import { StatusLine } from '../status-line.js';

/** `askreel summarize <video>`. Reads the catalog alone, so that no encoder is loaded. */
export async function runSummarize(
  reference: string,
  options: SummarizeCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { export: path, force = false, chapters, language, model } = options;
  if (path !== undefined) await readSummaryTarget(path, force);
  using library = openLibrary(libraryFolder(context.options.library, context.settings), { readOnly: true });
  const summary = await withProgress('summarising', context, (onProgress) =>
    summarizeVideo({ library }, reference, {
      signal: context.signal,
      onProgress,
      ...(chapters !== undefined && { chapters }),
      ...(language && { language }),
      ...(model !== undefined && { model }),
    }),
  );
  for (const warning of summary.warnings) context.note(`warning: ${plainLine(warning)}`);
  if (!context.options.json) for (const line of renderSummary(summary, context.terminal)) context.print(line);
  let exported: SummaryExportReport | undefined;
  try {
    if (path !== undefined) exported = await exportWithProgress(summary, path, force, context);
  } finally {
    if (context.options.json) context.printJson({ ...summary, ...(exported && { exported }) });
  }
  return summary.chapters.some(({ evidence }) => evidence.length > 0) ? exitCodes.ok : exitCodes.nothingFound;
}

async function exportWithProgress(
  summary: VideoSummary,
  path: string,
  force: boolean,
  context: CommandContext,
): Promise<SummaryExportReport> {
  const media = async (): Promise<ReturnType<typeof createMedia>> =>
    createMedia(await locateMediaTools(context.settings));
  const report = await withProgress(`writing ${path}`, context, (onProgress) =>
    exportSummary({ media }, summary, path, { force, signal: context.signal, onProgress }),
  );
  const [file = '', ...pictures] = report.files;
  const more = pictures.length > 0 ? ` (and ${pictures.length} pictures beside it)` : '';
  context.note(`written: ${plainLine(file)}${more}`);
  return report;
}

async function withProgress<Result>(
  what: string,
  context: CommandContext,
  work: (onProgress: (share: number) => void) => Promise<Result>,
): Promise<Result> {
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  const show = (share: number): void =>
    status.show(`${what}  ${progressBar(share)} ${Math.round(Math.min(1, share) * 100)} %`);
  show(0);
  try {
    return await work(show);
  } finally {
    status.clear();
  }
}
