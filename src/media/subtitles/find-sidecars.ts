import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { formatOfFile } from './subtitle-formats.js';

/** A subtitle file beside a video. */
export interface Sidecar {
  readonly path: string;
  /** As in the file name: `en` in `walk.en.srt`. */
  readonly language: string | undefined;
}

/** What may stand between the video's name and the extension: a language and what kind of subtitles these are. */
const marks = /^(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})?))?(?:\.(?:forced|sdh|cc|hi|default))*$/i;

/**
 * The subtitle files that belong to a video: `walk.srt`, `walk.vtt`, `walk.en.srt` … beside `walk.mp4`; those without a
 * language first, then by name. A folder that cannot be listed has none.
 */
export async function findSidecars(videoPath: string): Promise<Sidecar[]> {
  const folder = dirname(videoPath);
  const stem = basename(videoPath, extname(videoPath));
  const names = await readdir(folder).catch(() => []);
  const sidecars = names.sort().flatMap((name) => {
    if (!name.startsWith(stem) || !formatOfFile(name)) return [];
    const found = marks.exec(name.slice(stem.length, -extname(name).length));
    return found ? [{ path: join(folder, name), language: found[1]?.toLowerCase() }] : [];
  });
  return [
    ...sidecars.filter((sidecar) => sidecar.language === undefined),
    ...sidecars.filter((sidecar) => sidecar.language !== undefined),
  ];
}
