import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { findVideoFiles } from '../../media/find-video-files.js';
import { formatOfFile } from '../../media/subtitles/subtitle-formats.js';
import type { FolderLook, LookedFile } from './contracts.js';
import { isInside } from './is-inside.js';
import { isTemporaryName } from './is-temporary-name.js';

/**
 * Looks at all videos in some folders. A file that vanishes meanwhile is not there; nothing is thrown.
 *
 * @param folders Absolute paths, none inside another.
 * @param ignored Folders inside them that are passed over.
 */
export async function takeLook(folders: readonly string[], ignored: readonly string[]): Promise<FolderLook> {
  const { files: paths, problems } = await findVideoFiles(folders);
  const wanted = paths.filter(
    // A folder's name that now belongs to a file is no folder.
    (path) =>
      !folders.includes(path) && !isTemporaryName(basename(path)) && !ignored.some((one) => isInside(path, one)),
  );
  const subtitles = new SubtitleListing();
  const files: LookedFile[] = [];
  for (const path of wanted) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) continue;
    files.push({
      path,
      sizeBytes: found.size,
      modifiedMs: Math.round(found.mtimeMs),
      changedMs: Math.round(found.ctimeMs),
      device: found.dev,
      subtitles: await subtitles.beside(path),
    });
  }
  const goneFolders: string[] = [];
  for (const folder of folders) {
    const found = await stat(folder).catch(() => undefined);
    if (!found?.isDirectory()) goneFolders.push(folder);
  }
  const blindFolders = problems.filter(({ error }) => error.code === 'VIDEO_UNREADABLE').map(({ path }) => path);
  return { files, goneFolders, blindFolders };
}

/** The subtitle files of each folder, listed once a look. */
class SubtitleListing {
  readonly #folders = new Map<string, Promise<readonly { readonly name: string; readonly mark: string }[]>>();

  /** What the subtitle files of a video are like: what follows its name in theirs, with size and time. */
  async beside(videoPath: string): Promise<string> {
    const folder = dirname(videoPath);
    const listing = this.#folders.get(folder) ?? listSubtitles(folder);
    this.#folders.set(folder, listing);
    const stem = basename(videoPath, extname(videoPath));
    const own = (await listing).filter(({ name }) => name.startsWith(`${stem}.`));
    return own.map(({ name, mark }) => `${name.slice(stem.length)} ${mark}`).join('|');
  }
}

async function listSubtitles(folder: string): Promise<{ name: string; mark: string }[]> {
  const names = await readdir(folder).catch(() => []);
  const found: { name: string; mark: string }[] = [];
  for (const name of names.filter((one) => formatOfFile(one) && !isTemporaryName(one)).sort()) {
    const stats = await stat(join(folder, name)).catch(() => undefined);
    if (stats?.isFile()) found.push({ name, mark: `${stats.size} ${Math.round(stats.mtimeMs)}` });
  }
  return found;
}
