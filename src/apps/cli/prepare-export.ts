import type { CutList } from '../../domain/cut-lists/cut-list.js';
import { plainLine } from '../../domain/plain-line.js';
import { exportCuts, nothingToExport, type ExportReport } from '../api/export-cuts.js';
import { readExportTarget } from '../export/export-target.js';
import type { VideoLibrary } from '../video-library.js';
import type { CommandContext } from './command-context.js';
import type { ExportOption } from './command-options.js';
import { progressBar } from './progress-bar.js';
import { StatusLine } from './status-line.js';

/**
 * Ends a command whose results may be written to a file: writes them, if that was asked for, and prints the results as JSON
 * with what was written (with `--json`), even when writing failed. Throws what `exportCuts` throws.
 */
export type FinishWithExport = (library: Pick<VideoLibrary, 'media'>, results: object, cuts: CutList) => Promise<void>;

/** Looks at `--export` before the work begins. Throws what `readExportTarget` throws. */
export async function prepareExport(
  { export: path, force = false }: ExportOption,
  context: CommandContext,
): Promise<FinishWithExport> {
  if (path !== undefined) await readExportTarget(path, force);
  return async (library, results, cuts) => {
    let exported: ExportReport | undefined;
    try {
      if (path !== undefined && cuts.cuts.length === 0) throw nothingToExport(path);
      if (path !== undefined) exported = await exportWithProgress(library, cuts, path, force, context);
    } finally {
      if (context.options.json) context.printJson({ ...results, ...(exported && { exported }) });
    }
  };
}

async function exportWithProgress(
  library: Pick<VideoLibrary, 'media'>,
  cuts: CutList,
  path: string,
  force: boolean,
  context: CommandContext,
): Promise<ExportReport> {
  const status = new StatusLine(context.terminal, context.options.quiet === true);
  const show = (share: number): void =>
    status.show(`writing ${path}  ${progressBar(share)} ${Math.round(Math.min(1, share) * 100)} %`);
  show(0);
  try {
    const report = await exportCuts(library, cuts, path, { force, signal: context.signal, onProgress: show });
    status.clear();
    for (const file of report.files) context.note(`written: ${plainLine(file)}`);
    return report;
  } finally {
    status.clear();
  }
}
