import { stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import { refuseExisting } from './write-whole-files.js';

/** What cuts are written as. */
export type ExportFormat = 'clips' | 'reel' | 'edl' | 'fcpxml' | 'webvtt' | 'csv' | 'json' | 'storyboard';

const formats: Readonly<Record<string, ExportFormat>> = {
  '.mp4': 'reel',
  '.m4v': 'reel',
  '.mov': 'reel',
  '.edl': 'edl',
  '.fcpxml': 'fcpxml',
  '.vtt': 'webvtt',
  '.csv': 'csv',
  '.json': 'json',
  '.jpg': 'storyboard',
  '.jpeg': 'storyboard',
  '.png': 'storyboard',
};

/** Where cuts are written, and as what. */
export interface ExportTarget {
  readonly format: ExportFormat;
  /** Absolute: a folder for `clips`, else a file. */
  readonly path: string;
}

/**
 * What a path asks for: its ending says as what cuts are written; one that ends in `/`, or is a folder, takes a clip of each.
 * Looked at before the work begins, so that nobody waits for a search whose result has no place.
 *
 * Throws BAD_ARGUMENT: another ending, a folder that is not there, or a file that is there already (unless `force`).
 */
export async function readExportTarget(path: string, force: boolean): Promise<ExportTarget> {
  const absolute = resolve(path);
  const asFolder = path.trim() !== '' && (/[\\/]$/.test(path) || (await isFolder(absolute)));
  const format = asFolder ? 'clips' : formats[extname(path).toLowerCase()];
  if (format === undefined) {
    throw new AskreelError('BAD_ARGUMENT', `It is not clear as what to write "${path}".`, {
      hint: `Let the name end in ${Object.keys(formats).join(', ')}, or in / for a folder of clips.`,
    });
  }
  await requireFolderOf(path);
  if (format !== 'clips' && !force) await refuseExisting(absolute);
  return { format, path: absolute };
}

/** A path made absolute. Throws BAD_ARGUMENT when the folder that it lies in is not there. */
export async function requireFolderOf(path: string): Promise<string> {
  const absolute = resolve(path);
  if (await isFolder(dirname(absolute))) return absolute;
  throw new AskreelError('BAD_ARGUMENT', `The folder of ${path} does not exist.`, { hint: 'Make it first.' });
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
