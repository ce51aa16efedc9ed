import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';

/** Extensions that a folder is searched for. (`.ts` is not among them: far more files of that name are programs.) */
export const videoExtensions: ReadonlySet<string> = new Set(
  '.mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .mts .m2ts .wmv .flv .ogv .3gp .vob'.split(' '),
);

/** What a search for videos came to. */
export interface FoundVideos {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** `VIDEO_NOT_FOUND`, `VIDEO_UNREADABLE` or `FOLDER_WITHOUT_VIDEOS`, for each given path (or folder in it) that failed. */
  readonly problems: readonly { readonly path: string; readonly error: AskreelError }[];
}

/**
 * The videos under some paths. A file that is named itself is taken whatever its extension; folders are searched to the
 * bottom for known extensions, hidden files and folders left out, links followed once.
 */
export async function findVideoFiles(paths: readonly string[]): Promise<FoundVideos> {
  const files = new Set<string>();
  const problems: { path: string; error: AskreelError }[] = [];
  for (const given of paths) {
    const path = resolve(given);
    try {
      const found = await stat(path);
      if (!found.isDirectory()) {
        files.add(path);
        continue;
      }
      const inside: string[] = [];
      await searchFolder(path, inside, problems, new Set());
      for (const file of inside) files.add(file);
      if (inside.length === 0) {
        const error = new AskreelError('FOLDER_WITHOUT_VIDEOS', `There is no video in ${given}.`, {
          hint: `Videos are found by their extension (${[...videoExtensions].slice(0, 6).join(', ')}, …); name other files one by one.`,
        });
        problems.push({ path, error });
      }
    } catch (error) {
      problems.push({ path, error: describe(given, error) });
    }
  }
  return { files: [...files].sort(), problems };
}

async function searchFolder(
  folder: string,
  files: string[],
  problems: { path: string; error: AskreelError }[],
  visited: Set<string>,
): Promise<void> {
  try {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for (const name of await readdir(folder)) {
      if (name.startsWith('.')) continue;
      const path = join(folder, name);
      // A link that leads nowhere is nobody's video.
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory()) await searchFolder(path, files, problems, visited);
      else if (found?.isFile() && videoExtensions.has(extname(name).toLowerCase())) files.push(path);
    }
  } catch (error) {
    problems.push({ path: folder, error: describe(folder, error) });
  }
}

function describe(path: string, error: unknown): AskreelError {
  const reason = (error as NodeJS.ErrnoException).code;
  if (reason === 'ENOENT' || reason === 'ENOTDIR') {
    return new AskreelError('VIDEO_NOT_FOUND', `There is no file or folder ${path}.`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
  return new AskreelError('VIDEO_UNREADABLE', `${path} cannot be read (${reason ?? 'unknown reason'}).`, {
    hint: 'Check the permissions.',
    cause: error,
  });
}
